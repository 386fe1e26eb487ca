// An account with a published key, which calls a host with the reference's client and its service-auth tokens.
import { randomBytes } from 'node:crypto'
import { P256Keypair, Secp256k1Keypair } from '@atproto/crypto'
import { XrpcClient } from '@atproto/xrpc'
import { createServiceAuthHeaders, createServiceJwt } from '@atproto/xrpc-server'
import { serviceDid } from './host.mjs'
import { lexicons } from './lexicons.mjs'

export const curves = { 'K-256': Secp256k1Keypair, 'P-256': P256Keypair }

export class Account {
  #directory

  constructor(directory, did, keypair) {
    this.#directory = directory
    this.did = did
    this.keypair = keypair
  }

  static async create(directory, curve = 'K-256', did = newPlcDid()) {
    const account = new Account(directory, did, await curves[curve].create())
    directory.publish(did, { atproto: account.keypair.did() })
    return account
  }

  /** Publishes a new key in the place of the old one. */
  async rotate(curve = 'K-256') {
    this.keypair = await curves[curve].create()
    this.#directory.publish(this.did, { atproto: this.keypair.did() })
  }

  /** A token as the reference makes it; changes replace what it is made from. */
  token(lxm, changes = {}) {
    return createServiceJwt({ iss: this.did, aud: serviceDid, lxm, keypair: this.keypair, ...changes })
  }

  /** Calls through the reference's client, which checks the answer against the lexicon, and checks it once more itself. */
  async call(host, method, input) {
    const client = new XrpcClient(async (path, init) => {
      const { headers } = await createServiceAuthHeaders(
        { iss: this.did, aud: serviceDid, lxm: method, keypair: this.keypair })
      const merged = new Headers(init.headers)
      merged.set('authorization', headers.authorization)
      return fetch(new URL(path, host.url), { ...init, headers: merged })
    }, lexicons)
    const isQuery = lexicons.getDefOrThrow(method).type === 'query'
    const answer = isQuery
      ? await client.call(method, input)
      : await client.call(method, undefined, input, { encoding: 'application/json' })
    lexicons.assertValidXrpcOutput(method, answer.data)
    return answer.data
  }

  /** Calls without the client's checks: what is sent is sent, and status and body come back as they are. */
  async send(host, method, { query = '', body, headers = {}, token } = {}) {
    token ??= await this.token(method)
    return send(host, method, { query, body, headers: { authorization: `Bearer ${token}`, ...headers } })
  }
}

export async function send(host, method, { query = '', body, headers = {}, verb } = {}) {
  const response = await fetch(`${host.url}/xrpc/${method}${query}`, {
    method: verb ?? (body === undefined ? 'GET' : 'POST'),
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), text, json: text ? JSON.parse(text) : undefined }
}

export function newPlcDid() {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  return `did:plc:${[...randomBytes(24)].map((byte) => letters[byte % 32]).join('')}`
}
