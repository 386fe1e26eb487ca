// Runs the sample PdsHost and calls it with the reference's client, as a person with an account and as the administration.
import { setTimeout } from 'node:timers/promises'
import { AtpAgent } from '@atproto/api'
import { temporaryFolder } from './host.mjs'
import { Sample } from './sample.mjs'

export const hostname = 'pds.example.com'
export const adminPassword = 'correct horse'
export const stores = ['sqlite', 'memory']

const settingsOf = (settings) => ({ Pds__Hostname: hostname, Pds__AdminPassword: adminPassword, ...settings })
const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

export class Pds {
  #sample
  #folder
  #settings
  #count = 0

  static async start(settings = {}) {
    const pds = new Pds()
    pds.#folder = temporaryFolder()
    pds.#settings = settingsOf(settings)
    await pds.restart()
    return pds
  }

  get url() { return this.#sample.url }
  get folder() { return this.#folder.folder }
  get output() { return this.#sample.output }

  async restart(settings = {}) {
    this.#sample = await Sample.start('PdsHost', this.folder, { ...this.#settings, ...settings })
  }

  /** Runs the program with a command beside the one that listens, on the same files. */
  run(...args) { return Sample.run('PdsHost', args, this.folder, this.#settings) }

  kill() { return this.#sample.stop('SIGKILL') }

  stop() { return this.#sample?.stop() }

  async end() {
    await this.stop()
    this.#folder.remove()
  }

  /** Somebody whom the PDS does not know yet; what is given replaces what a sign-up sends. */
  person(inviteCode, changes = {}) {
    const name = `person${++this.#count}`
    return { handle: `${name}.test`, email: `${name}@example.com`, password: `secret of ${name}`, inviteCode, ...changes }
  }

  agent() { return new AtpAgent({ service: this.url }) }

  /** Signs up with the code and stays signed in. */
  async signUp(inviteCode, changes = {}) {
    const agent = this.agent()
    await agent.createAccount(this.person(inviteCode, changes))
    return agent
  }

  async signIn({ handle, password }) {
    const agent = this.agent()
    await agent.login({ identifier: handle, password })
    return agent
  }

  /** Calls a procedure or query of com.atproto as the administration, or with other credentials. */
  async admin(method, input, { user = 'admin', password = adminPassword } = {}) {
    const headers = { authorization: basic(user, password) }
    const [group, name] = method.split('.')
    const methods = this.agent().com.atproto[group]
    const isQuery = name.startsWith('get')
    const answer = await methods[name](input, isQuery ? { headers } : { headers, encoding: 'application/json' })
    return answer.data
  }

  async code(input = {}) { return (await this.admin('server.createInviteCode', { useCount: 1, ...input })).code }

  /** Every code as the administration lists it, page by page. */
  async list({ sort = 'recent', limit = 100 } = {}) {
    const codes = []
    for (let cursor; ;) {
      const page = await this.admin('admin.getInviteCodes', { sort, limit, cursor })
      codes.push(...page.codes)
      cursor = page.cursor
      if (cursor === undefined) return codes
    }
  }

  async find(code) { return (await this.list({ limit: 500 })).find((listed) => listed.code === code) }

  takeDown(did, applied = true) {
    const subject = { $type: 'com.atproto.admin.defs#repoRef', did }
    return this.admin('admin.updateSubjectStatus', { subject, takedown: { applied } })
  }

  /** Sends what is given as it is. */
  async send(method, { body, headers = {}, query = '' } = {}) {
    const response = await fetch(`${this.url}/xrpc/com.atproto.${method}${query}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined }
  }
}

/** The codes that an agent's account holds, as it lists them. */
export const own = async (agent, input = {}) => (await agent.com.atproto.server.getAccountInviteCodes(input)).data.codes

/** Asks until the answer is what is wanted: for what comes with time on the service's own clock. */
export async function until(ask, isWanted, seconds = 30) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)} after ${seconds} seconds`)
    await setTimeout(10)
  }
}
