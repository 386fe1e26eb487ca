// The reference's verdict on values against lexicons. The first line brings the documents, each further one a case:
// {"kind": "input" | "output" | "record" | "params", "id": NSID, "text": JSON text, or a query string for params}.
import { Lexicons, jsonToLex, lexToJson } from '@atproto/lexicon'
import { createLexiconParamsVerifier } from '../node_modules/@atproto/xrpc-server/dist/util.js'
import { answerLines } from './lines.mjs'

const lexicons = new Lexicons()
const verifiers = new Map()

function params(id, query) {
  if (!verifiers.has(id)) verifiers.set(id, createLexiconParamsVerifier(id, lexicons.getDefOrThrow(id), lexicons))
  return verifiers.get(id)({ url: `/xrpc/${id}${query}` })
}

function judge({ kind, id, text }) {
  if (kind === 'params') return params(id, text)
  const value = jsonToLex(JSON.parse(text))
  if (kind === 'input') return lexicons.assertValidXrpcInput(id, value)
  if (kind === 'output') return lexicons.assertValidXrpcOutput(id, value)
  return lexicons.assertValidRecord(id, value)
}

await answerLines((line) => {
  if (line.documents) {
    for (const document of line.documents) lexicons.add(document)
    return { ok: true }
  }
  try {
    return { ok: true, value: lexToJson(judge(line)) ?? null }
  } catch (error) {
    return { ok: false, message: String(error.message).toWellFormed() }
  }
})
