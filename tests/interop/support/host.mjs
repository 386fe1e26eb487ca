// Runs the built samples/MinimalHost as a process of its own, in Production, in a working directory of its own.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const serviceDid = 'did:web:invites.example.com'

export class Host {
  #process
  #ended
  output = []

  /** Starts a host that resolves DIDs through the directory; settings are further environment variables. */
  static async start(directory, folder, settings = {}) {
    const host = new Host()
    host.#process = spawn('dotnet', [built(), '--urls', 'http://127.0.0.1:0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ASPNETCORE_ENVIRONMENT: 'Production',
        DOTNET_ENVIRONMENT: 'Production',
        AtInvites__ServiceDid: serviceDid,
        AtInvites__Identity__PlcDirectory: directory.url,
        AtInvites__Identity__AllowLocalhost: 'true',
        ...settings,
      },
    })
    host.#ended = new Promise((resolve) => host.#process.once('exit', resolve))
    host.url = await host.#listening()
    return host
  }

  get pid() { return this.#process.pid }

  /** Ends the process and waits until it is gone. SIGKILL gives it no chance to write anything more. */
  async stop(signal = 'SIGTERM') {
    this.#process.kill(signal)
    await this.#ended
  }

  #listening() {
    return new Promise((resolve, reject) => {
      const collect = (line) => {
        this.output.push(line)
        const found = /AtInvites listens on (http:\S+)\. /.exec(line)
        if (found) resolve(found[1])
      }
      createInterface({ input: this.#process.stdout }).on('line', collect)
      createInterface({ input: this.#process.stderr }).on('line', collect)
      this.#process.once('error', reject)
      this.#process.once('exit', (code) => reject(new Error(`MinimalHost ended with ${code}:\n${this.output.join('\n')}`)))
    })
  }
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'atinvites-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

// The environment names the configuration as test.sh does; otherwise the build made last is the one that is meant.
function built() {
  const candidates = (process.env.CONFIGURATION ? [process.env.CONFIGURATION] : ['Debug', 'Release'])
    .map((kind) => join(import.meta.dirname, `../../../samples/MinimalHost/bin/${kind}/net10.0/MinimalHost.dll`))
    .filter((path) => existsSync(path))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  if (candidates.length === 0) throw new Error('MinimalHost is not built: run dotnet build samples/MinimalHost')
  return candidates[0]
}
