// Runs the sample MinimalHost.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sample } from './sample.mjs'

export const serviceDid = 'did:web:invites.example.com'

export const Host = {
  /** Starts a host that resolves DIDs through the directory; settings are further environment variables. */
  start: (directory, folder, settings = {}) => Sample.start('MinimalHost', folder, {
    AtInvites__ServiceDid: serviceDid,
    AtInvites__Identity__PlcDirectory: directory.url,
    AtInvites__Identity__AllowLocalhost: 'true',
    // All callers of a test have one address, and some tests are refused a hundred times.
    AtInvites__Guesses__Enabled: 'false',
    ...settings,
  }),
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'atinvites-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
