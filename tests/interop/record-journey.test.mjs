// Record invites as two people and a stranger meet them: records are written with the reference's client into the reference's
// PDS, and MinimalHost, which reads that PDS's events, is asked under service-auth tokens that the PDS signs.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { XrpcClient } from '@atproto/xrpc'
import { Host, serviceDid, temporaryFolder } from './support/host.mjs'
import { startJetstream } from './support/jetstream.mjs'
import { lexicons } from './support/lexicons.mjs'
import { until } from './support/pds.mjs'
import { startReferencePds } from './support/reference-pds.mjs'

const nsid = (name) => `pub.chive.collaboration.${name}`
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

describe('Record invites of the reference PDS in MinimalHost', () => {
  let pds, jetstream, workplace, host, alice, bob, carol, subject
  before(async () => {
    pds = await startReferencePds()
    jetstream = await startJetstream({ pdsUrl: pds.url, plcUrl: pds.plcUrl });
    [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((name) => pds.createAccount(name)))
  })
  beforeEach(async () => {
    workplace = temporaryFolder()
    await start()
    subject = await create(alice, 'pub.chive.eprint.submission', { title: 'Ours' })
  })
  afterEach(async () => {
    await host?.stop()
    workplace?.remove()
  })
  after(async () => {
    await jetstream?.close()
    await pds?.close()
  })

  /** Starts MinimalHost on its file, and waits until it reads. */
  async function start() {
    const connections = jetstream.queries.length
    host = await Host.start({ url: pds.plcUrl }, workplace.folder, { AtInvites__Records__Jetstream: jetstream.url })
    await until(() => jetstream.queries.length, (count) => count > connections)
  }

  const repo = (who) => who.agent.com.atproto.repo
  const placeOf = (uri) => { const [, , did, collection, rkey] = uri.split('/'); return { repo: did, collection, rkey } }

  async function create(who, collection, record) {
    const { data } = await repo(who).createRecord({ repo: who.did, collection, record: { $type: collection, ...record } })
    return { uri: data.uri, cid: data.cid }
  }

  const invite = (terms = {}) => create(alice, nsid('invite'),
    { subject, invitee: bob.did, role: 'co-author', createdAt: new Date().toISOString(), ...terms })

  const accept = (invited, who = bob) => create(who, nsid('inviteAcceptance'),
    { invite: invited, subject, createdAt: new Date().toISOString() })

  const remove = (who, { uri }) => repo(who).deleteRecord(placeOf(uri))

  /** Calls through the reference's client, which checks the answer against the lexicon. */
  async function call(who, name, params) {
    const method = nsid(name)
    const { data: { token } } = await who.agent.com.atproto.server.getServiceAuth({ aud: serviceDid, lxm: method })
    const client = new XrpcClient({ service: host.url, headers: { authorization: `Bearer ${token}` } }, lexicons)
    const { data } = await client.call(method, params)
    lexicons.assertValidXrpcOutput(method, data)
    return data
  }

  const list = (who, filter = {}) => call(who, 'listInvites',
    { subjectUri: subject.uri, inviter: alice.did, invitee: bob.did, ...filter })

  async function listAll(who) {
    const invites = []
    for (let cursor; ;) {
      const page = await list(who, { limit: 30, cursor })
      invites.push(...page.invites)
      cursor = page.cursor
      if (cursor === undefined) return invites
    }
  }

  const collaborators = async (who) => (await call(who, 'listCollaborators', { subjectUri: subject.uri })).collaborators

  /** Asks until the invites on the subject stand so, by URI. */
  const untilStates = (states) => until(
    async () => Object.fromEntries((await listAll(alice)).map(({ uri, state }) => [uri, state])),
    (found) => Object.keys(found).length === Object.keys(states).length
      && Object.entries(states).every(([uri, state]) => found[uri] === state))

  test('An invite is seen from its first day to its last by those whom it concerns', async () => {
    const expiresAt = inAnHour()
    const invited = await invite({ message: 'Komm dazu – 一緒に 🎉', expiresAt })
    await untilStates({ [invited.uri]: 'pending' })
    const { invites: [view], total, hasMore } = await list(bob, { state: 'pending' })
    assert.deepEqual({ ...view, createdAt: '' }, {
      uri: invited.uri, inviter: alice.did, invitee: bob.did, subjectUri: subject.uri,
      subjectCollection: 'pub.chive.eprint.submission', role: 'co-author', message: 'Komm dazu – 一緒に 🎉',
      state: 'pending', createdAt: '', expiresAt,
    })
    assert.deepEqual([total, hasMore], [1, false])
    assert.deepEqual(await collaborators(alice), [])

    const accepted = await accept(invited)
    await untilStates({ [invited.uri]: 'accepted' })
    const [{ acceptanceUri, acceptedAt }] = (await list(bob, { state: 'accepted' })).invites
    assert.equal(acceptanceUri, accepted.uri)
    const collaborator = { did: bob.did, role: 'co-author', inviteUri: invited.uri, acceptanceUri, acceptedAt }
    for (const who of [alice, bob, carol]) assert.deepEqual(await collaborators(who), [collaborator])
    for (const state of ['pending', 'rejected', 'expired']) assert.deepEqual((await list(bob, { state })).invites, [])

    await remove(bob, accepted)
    await untilStates({ [invited.uri]: 'pending' })
    assert.deepEqual(await collaborators(carol), [])
    await accept(invited)
    await untilStates({ [invited.uri]: 'accepted' })
    await remove(alice, invited)
    await untilStates({})
    assert.deepEqual(await collaborators(carol), [])
  })

  test('An edit and an expiry ask for another yes', async () => {
    const [edited, short] = [await invite(), await invite({ expiresAt: new Date(Date.now() + 1000).toISOString() })]
    await accept(edited)
    await untilStates({ [edited.uri]: 'accepted', [short.uri]: 'expired' })
    await accept(short)
    const { data: { value } } = await repo(alice).getRecord(placeOf(edited.uri))
    const { data: again } = await repo(alice).putRecord(
      { ...placeOf(edited.uri), record: { ...value, role: 'editor' }, swapRecord: edited.cid })
    await untilStates({ [edited.uri]: 'pending', [short.uri]: 'expired' })
    assert.deepEqual(await collaborators(alice), [])

    await accept({ uri: edited.uri, cid: again.cid })
    await untilStates({ [edited.uri]: 'accepted', [short.uri]: 'expired' })
    assert.equal((await collaborators(alice))[0].role, 'editor')
    assert.equal((await list(bob, { state: 'expired' })).invites[0].uri, short.uri)
  })

  test('A stranger sees nothing and changes nothing', async () => {
    const invited = await invite()
    await accept(invited, carol)
    const foreign = await create(carol, nsid('invite'), { subject, invitee: carol.did, createdAt: new Date().toISOString() })
    await accept(foreign, carol)
    // What came after it is seen, so it was seen too.
    const last = await invite()
    await untilStates({ [invited.uri]: 'pending', [last.uri]: 'pending' })
    assert.deepEqual(await collaborators(carol), [])
    assert.deepEqual((await list(carol, { invitee: carol.did, inviter: undefined })).invites, [])
    assert.deepEqual((await list(carol, { inviter: carol.did, invitee: undefined })).invites, [])
    for (const filter of [{}, { inviter: undefined }, { invitee: undefined }, { subjectUri: undefined }])
      await assert.rejects(list(carol, filter), { status: 403 }, JSON.stringify(filter))
  })

  test('What happens while the host is killed and away is known when it is back', async () => {
    const [left, taken, late] = [await invite(), await invite(), await invite()]
    const answers = [await accept(left), await accept(taken)]
    await untilStates({ [left.uri]: 'accepted', [taken.uri]: 'accepted', [late.uri]: 'pending' })

    await host.stop('SIGKILL')
    await remove(bob, answers[0])
    await remove(alice, taken)
    await accept(late)
    const fresh = await invite()
    await accept(fresh)
    await start()
    await untilStates({ [left.uri]: 'pending', [late.uri]: 'accepted', [fresh.uri]: 'accepted' })
    assert.deepEqual((await collaborators(carol)).map(({ did }) => did), [bob.did])
  })

  test('A host that is killed again and again in the midst of events loses none and doubles none', async () => {
    const states = {}
    let isOver = false
    const writing = (async () => {
      for (let count = 0; !isOver; count++) {
        const invited = await invite()
        if (count % 2) await accept(invited)
        states[invited.uri] = count % 2 ? 'accepted' : 'pending'
      }
    })()
    try {
      for (let count = 0; count < 3; count++) {
        const { total } = await list(alice)
        await until(() => list(alice), (page) => page.total > total)
        await host.stop('SIGKILL')
        await start()
      }
    } finally {
      isOver = true
      await writing
    }
    await untilStates(states)
    assert.equal((await list(alice)).total, Object.keys(states).length)
  })
})
