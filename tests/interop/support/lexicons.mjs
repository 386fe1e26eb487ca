// The published lexicon documents, read by the reference's own lexicon package. The folder shared/lexicons beside the
// repository is preferred; the documents that the library embeds are of the same structure.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Lexicons } from '@atproto/lexicon'

const here = import.meta.dirname
const folders = [join(here, '../../../../shared/lexicons'), join(here, '../../../src/AtInvites/Lexicons/Documents')]

export const documents = readDocuments(folders.find((folder) => existsSync(folder)))
export const lexicons = new Lexicons(documents)

export const methods = documents.filter((document) => document.id.startsWith('rsvp.atmo.space.') && document.defs.main)
  .map((document) => ({ id: document.id, kind: document.defs.main.type, errors: document.defs.main.errors ?? [] }))

function readDocuments(folder) {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(folder, name))))
}
