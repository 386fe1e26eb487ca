// Runs a built sample as a process of its own, in Production, in a working directory of its own.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export class Sample {
  #process
  #ended
  output = []

  /** Starts a sample and waits until it says where it listens; settings are environment variables. */
  static async start(name, folder, settings) {
    const sample = Sample.#launch(name, ['--urls', 'http://127.0.0.1:0'], folder, settings)
    sample.url = await sample.#listening(name)
    return sample
  }

  /** Runs a sample that ends by itself. */
  static async run(name, args, folder, settings) {
    const sample = Sample.#launch(name, args, folder, settings)
    return { code: await sample.#ended, output: sample.output.join('\n') }
  }

  get pid() { return this.#process.pid }

  /** Ends the process and waits until it is gone. SIGKILL gives it no chance to write anything more. */
  async stop(signal = 'SIGTERM') {
    this.#process.kill(signal)
    await this.#ended
  }

  static #launch(name, args, folder, settings) {
    const sample = new Sample()
    sample.#process = spawn('dotnet', [built(name), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Production', DOTNET_ENVIRONMENT: 'Production', ...settings },
    })
    for (const stream of [sample.#process.stdout, sample.#process.stderr])
      createInterface({ input: stream }).on('line', (line) => sample.output.push(line))
    sample.#ended = new Promise((resolve) => sample.#process.once('close', resolve))
    return sample
  }

  #listening(name) {
    return new Promise((resolve, reject) => {
      createInterface({ input: this.#process.stdout }).on('line', (line) => {
        const found = /listens on (http:\S+)\. /.exec(line)
        if (found) resolve(found[1])
      })
      this.#process.once('error', reject)
      this.#process.once('close', (code) => reject(new Error(`${name} ended with ${code}:\n${this.output.join('\n')}`)))
    })
  }
}

// The environment names the configuration as test.sh does; otherwise the build made last is the one that is meant.
function built(name) {
  const candidates = (process.env.CONFIGURATION ? [process.env.CONFIGURATION] : ['Debug', 'Release'])
    .map((kind) => join(import.meta.dirname, `../../../samples/${name}/bin/${kind}/net10.0/${name}.dll`))
    .filter((path) => existsSync(path))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  if (candidates.length === 0) throw new Error(`${name} is not built: run dotnet build samples/${name}`)
  return candidates[0]
}
