// A DID directory on loopback: did:plc documents under /{did}, and as did:web:localhost%3A{port} the one of the server itself.
import { createServer } from 'node:http'

export class Directory {
  #server
  #documents = new Map()
  requests = 0

  static async start() {
    const directory = new Directory()
    directory.#server = createServer((request, response) => directory.#answer(request, response))
    await new Promise((resolve) => directory.#server.listen(0, '127.0.0.1', resolve))
    return directory
  }

  get port() { return this.#server.address().port }

  get url() { return `http://127.0.0.1:${this.port}` }

  get webDid() { return `did:web:localhost%3A${this.port}` }

  /** Publishes keys (fragment to did:key) as the document of a DID, in the place of the one before. */
  publish(did, keys) { this.#documents.set(did, keys) }

  /** The did:key that a token of this issuer is to be verified with, as a service finds it. */
  signingKey(issuer) {
    const [did, named = 'atproto'] = issuer.split('#')
    const key = this.#documents.get(did)?.[named === 'atproto_labeler' ? 'atproto_label' : named]
    if (!key) throw new Error(`no key for ${issuer}`)
    return key
  }

  stop() {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(resolve))
  }

  #answer(request, response) {
    this.requests++
    const did = request.url === '/.well-known/did.json' ? this.webDid : decodeURIComponent(request.url.slice(1))
    const keys = this.#documents.get(did)
    response.writeHead(keys ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(keys ? describe(did, keys) : { message: `DID not registered: ${did}` }))
  }
}

function describe(did, keys) {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: [],
    verificationMethod: Object.entries(keys).map(([fragment, key]) => ({
      id: `${did}#${fragment}`, type: 'Multikey', controller: did, publicKeyMultibase: key.slice('did:key:'.length),
    })),
    service: [],
  }
}
