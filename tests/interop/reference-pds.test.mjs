// The reference's PDS and the Jetstream over it, which the tests of record invites stand on.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { startJetstream } from './support/jetstream.mjs'
import { startReferencePds } from './support/reference-pds.mjs'

const chive = 'pub.chive.collaboration.invite'
const registry = 'blue.registry.invite'

describe('The reference PDS with a Jetstream over it', () => {
  let pds, jetstream, inviter, invitee
  before(async () => {
    pds = await startReferencePds()
    jetstream = await startJetstream({ pdsUrl: pds.url, plcUrl: pds.plcUrl })
    inviter = await pds.createAccount('inviter')
    invitee = await pds.createAccount('invitee')
  })
  after(async () => {
    await jetstream?.close()
    await pds?.close()
  })

  const repo = (account) => account.agent.com.atproto.repo
  const rkeyOf = (uri) => uri.split('/').at(-1)

  const records = {
    [chive]: () => ({
      $type: chive,
      subject: {
        uri: `at://${inviter.did}/pub.chive.eprint.submission/3kabcdefghi2k`,
        cid: 'bafyreigpyurggxtewq7sj7z74lftgsdr6n35tem4ow6gttb5d72nfoskl4',
      },
      invitee: invitee.did,
      role: 'co-author',
      message: 'Komm dazu – 一緒に 🎉',
      createdAt: '2026-01-01T00:00:00.000Z',
    }),
    [registry]: () => ({
      $type: registry,
      list: `at://${inviter.did}/blue.registry.list/3kabcdefghi2k`,
      collaborator: invitee.did,
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2026-01-04T00:00:00.000Z',
    }),
  }

  async function create(collection, record = records[collection]()) {
    return (await repo(inviter).createRecord({ repo: inviter.did, collection, record, validate: false })).data
  }

  /** What a client with this query is sent up to now, each frame parsed. */
  async function replay(query) {
    const client = connect(query)
    await client.opened
    jetstream.send('"end"')
    return (await client.untilFrame((frame) => frame === 'end')).slice(0, -1)
  }

  function connect(query = '') {
    const socket = new WebSocket(`${jetstream.url}?${query}`)
    const { promise: opened, resolve, reject } = Promise.withResolvers()
    const frames = []
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('refused')))
    socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(data)))
    return {
      opened,
      closed: new Promise((resolve) => socket.addEventListener('close', resolve)),
      untilFrame: (matches) => new Promise((resolve) => {
        const look = () => frames.some(matches) && resolve(frames)
        socket.addEventListener('message', look)
        look()
      }),
    }
  }

  for (const collection of [chive, registry])
    test(`gives a ${collection} the CID of its DAG-CBOR`, async () => {
      const record = records[collection]()
      const { uri, cid } = await create(collection, record)
      const expected = CID.createV1(dagCbor.code, await sha256.digest(dagCbor.encode(record))).toString()
      assert.equal(cid, expected)
      const { data } = await repo(inviter).getRecord({ repo: inviter.did, collection, rkey: rkeyOf(uri) })
      assert.deepEqual([data.cid, data.value], [expected, record])
    })

  test('tells of accounts and of every change in the order and with the revisions of the repository', async () => {
    const client = connect(`wantedCollections=${chive}&wantedDids=${inviter.did}`)
    await client.opened
    const record = records[chive]()
    const edited = { ...record, role: 'reviewer' }
    const created = await create(chive, record)
    const where = { repo: inviter.did, collection: chive, rkey: rkeyOf(created.uri) }
    await create(registry)
    const edit = { ...where, record: edited, swapRecord: created.cid, validate: false }
    const { data: updated } = await repo(inviter).putRecord(edit)
    const { data: deleted } = await repo(inviter).deleteRecord(where)

    const frames = await client.untilFrame(({ commit }) => commit?.rev === deleted.commit.rev)
    const seen = frames.filter(({ commit }) => commit?.rkey === where.rkey)
    const content = { collection: chive, rkey: where.rkey }
    assert.deepEqual(seen.map(({ time_us, ...rest }) => rest), [
      { operation: 'create', rev: created.commit.rev, ...content, record, cid: created.cid },
      { operation: 'update', rev: updated.commit.rev, ...content, record: edited, cid: updated.cid },
      { operation: 'delete', rev: deleted.commit.rev, ...content },
    ].map((commit) => ({ did: inviter.did, kind: 'commit', commit })))
    assert.ok(frames.every(({ commit }) => commit?.collection !== registry))

    const times = jetstream.events().map((message) => message.time_us)
    assert.deepEqual(times, [...new Set(times)].toSorted((one, other) => one - other))
    const about = jetstream.events().filter((message) => message.did === invitee.did)
    assert.deepEqual(about.map(({ kind, identity, account }) => [kind, identity?.handle ?? account.active]),
      [['identity', 'invitee.test'], ['account', true]])
  })

  test('replays from a cursor after the connection was cut', async () => {
    const client = connect()
    await client.opened
    const { cid } = await create(registry)
    await client.untilFrame(({ commit }) => commit?.cid === cid)
    const { time_us: cursor } = jetstream.events().at(-1)
    jetstream.dropConnections()
    await client.closed

    const count = jetstream.events().length
    const missed = await create(chive)
    await jetstream.untilCount(count + 1)
    const frames = await replay(`cursor=${cursor}`)
    assert.deepEqual(frames.map(({ commit }) => commit.cid), [cid, missed.cid])
    assert.equal(jetstream.queries.at(-1).get('cursor'), String(cursor))
    assert.deepEqual(await replay('cursor=0'), jetstream.events())
  })

  test('sends a client what it wants', async () => {
    const { uri } = await create(registry)
    await jetstream.until(({ commit }) => commit?.rkey === rkeyOf(uri))
    const all = jetstream.events()
    const cases = {
      'wantedCollections=blue.registry.*': ({ commit }) => !commit || commit.collection === registry,
      [`wantedCollections=blue.*&wantedCollections=${chive}`]: () => true,
      [`wantedDids=${invitee.did}`]: ({ did }) => did === invitee.did,
      'maxMessageSizeBytes=420': (message) => Buffer.byteLength(JSON.stringify(message)) <= 420,
      'maxMessageSizeBytes=-1': () => true,
    }
    for (const [query, keeps] of Object.entries(cases))
      assert.deepEqual(await replay(`cursor=0&${query}`), all.filter(keeps), query)
    const small = all.filter(cases['maxMessageSizeBytes=420']).length
    assert.ok(small > 0 && small < all.length)

    assert.deepEqual(await replay(`cursor=${(Date.now() + 3_600_000) * 1000}`), [])
    for (const query of ['wantedCollections=blue', 'wantedDids=nobody', 'cursor=soon'])
      await assert.rejects(connect(query).opened, /refused/, query)
  })
})
