// A Jetstream over one PDS: reads its com.atproto.sync.subscribeRepos from the first event with @atproto/sync, which verifies
// signatures and proofs, and serves it as JSON at url as github.com/bluesky-social/jetstream documents (JSON, without zstd and
// options_update). Use: const jetstream = await startJetstream({ pdsUrl: pds.url, plcUrl: pds.plcUrl }); give a host
// jetstream.url; await jetstream.until((message) => message.commit?.cid === cid). Close it before the PDS.
import { getHandle, IdResolver } from '@atproto/identity'
import { lexToJson } from '@atproto/lex-json'
import { Firehose } from '@atproto/sync'
import { isValidDid, isValidNsid } from '@atproto/syntax'
import { WebSocketServer } from 'ws'

export const startJetstream = (addresses) => Jetstream.start(addresses)

class Jetstream {
  #firehose
  #server
  #seq = 0
  #clock = 0
  #entries = []
  #waiting = new Set()
  #fault

  /** The query of every client that came, in order: what it wanted, and the cursor it came back with. */
  queries = []

  static async start({ pdsUrl, plcUrl }) {
    const jetstream = new Jetstream()
    await jetstream.#serve()
    jetstream.#firehose = new Firehose({
      service: pdsUrl.replace(/^http/, 'ws'),
      // Without a fetch of its own the resolver refuses loopback.
      idResolver: new IdResolver({ plcUrl, fetch }),
      // Handles of tests stand in no DNS.
      unauthenticatedHandles: true,
      getCursor: () => jetstream.#seq,
      handleEvent: (event) => jetstream.#take(event),
      onError: (error) => jetstream.#fail(error),
    })
    jetstream.#firehose.start()
    return jetstream
  }

  get url() { return `ws://127.0.0.1:${this.#server.address().port}/subscribe` }

  /** All messages so far. */
  events() { return this.#entries.map((entry) => entry.message) }

  /** The first message, past or to come, of which matches(message, index) is true. */
  until(matches) {
    if (this.#fault) return Promise.reject(this.#fault)
    const found = this.events().find(matches)
    return found ? Promise.resolve(found) : new Promise((resolve, reject) => this.#waiting.add({ matches, resolve, reject }))
  }

  /** The message that makes it so many. */
  untilCount(count) { return this.until((_, index) => index === count - 1) }

  /** Sends a frame of any text to every client; it is not replayed. */
  send(text) { for (const client of this.#server.clients) client.send(text) }

  /** Cuts every connection without a closing handshake; clients may come back at once. */
  dropConnections() { for (const client of this.#server.clients) client.terminate() }

  /** Ends everything, and throws if an event of the PDS could not be read or verified. */
  async close() {
    this.dropConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    await this.#firehose.destroy()
    if (this.#fault) throw this.#fault
  }

  async #serve() {
    this.#server = new WebSocketServer({
      host: '127.0.0.1', port: 0, path: '/subscribe', verifyClient: ({ req }, answer) => answer(isValid(queryOf(req)), 400),
    })
    this.#server.on('connection', (socket, request) => this.#welcome(socket, queryOf(request)))
    await new Promise((resolve) => this.#server.once('listening', resolve))
  }

  #welcome(socket, query) {
    this.queries.push(query)
    socket.wants = filterOf(query)
    // A cursor from the future means from now on, as does none.
    const cursor = Number(query.get('cursor') || Infinity)
    if (cursor > Math.max(this.#clock, microseconds())) return
    for (const entry of this.#entries) if (entry.message.time_us >= cursor) deliver(entry, socket)
  }

  #take(event) {
    this.#seq = event.seq
    const content = contentOf(event)
    if (!content) return
    this.#clock = Math.max(this.#clock + 1, microseconds())
    const text = JSON.stringify({ did: event.did, time_us: this.#clock, ...content })
    const entry = { text, size: Buffer.byteLength(text), message: JSON.parse(text) }
    this.#entries.push(entry)
    for (const client of this.#server.clients) deliver(entry, client)
    for (const waiter of this.#waiting) {
      if (!waiter.matches(entry.message, this.#entries.length - 1)) continue
      this.#waiting.delete(waiter)
      waiter.resolve(entry.message)
    }
  }

  #fail(error) {
    this.#fault ??= error
    for (const waiter of this.#waiting) waiter.reject(error)
    this.#waiting.clear()
  }
}

const microseconds = () => Date.now() * 1000

const queryOf = (request) => new URL(request.url, 'ws://localhost').searchParams

function isValid(query) {
  const collections = query.getAll('wantedCollections')
  const dids = query.getAll('wantedDids')
  return collections.length <= 100 && dids.length <= 10_000
    && collections.every((wanted) => wanted.endsWith('.*') || isValidNsid(wanted))
    && dids.every((did) => isValidDid(did))
    && /^(-?\d+)?$/.test(query.get('cursor') ?? '')
}

function filterOf(query) {
  const collections = query.getAll('wantedCollections')
  const dids = query.getAll('wantedDids')
  const largest = Math.max(0, Number(query.get('maxMessageSizeBytes')) || 0) || Infinity
  const includes = (wanted, collection) =>
    (wanted.endsWith('.*') ? collection.startsWith(wanted.slice(0, -1)) : collection === wanted)
  // Identities and accounts belong to no collection and come to everybody who wants the DID.
  return ({ message: { did, commit }, size }) => size <= largest
    && (dids.length === 0 || dids.includes(did))
    && (!commit || collections.length === 0 || collections.some((wanted) => includes(wanted, commit.collection)))
}

function deliver(entry, socket) {
  if (socket.wants(entry)) socket.send(entry.text)
}

function contentOf(event) {
  const { did, seq, time, rev, collection, rkey } = event
  switch (event.event) {
    case 'create':
    case 'update':
      return commit({ rev, operation: event.event, collection, rkey, record: lexToJson(event.record), cid: event.cid.toString() })
    case 'delete':
      return commit({ rev, operation: 'delete', collection, rkey })
    case 'identity':
      return { kind: 'identity', identity: { did, handle: event.didDocument && getHandle(event.didDocument), seq, time } }
    case 'account':
      return { kind: 'account', account: { active: event.active, did, seq, time, status: event.status } }
    default: // Jetstream has no message for #sync.
      return undefined
  }
}

const commit = (content) => ({ kind: 'commit', commit: content })
