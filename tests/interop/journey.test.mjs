// An invite's life as a stranger's client sees it: every call is signed, sent and checked by the reference's packages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Account, curves, send } from './support/account.mjs'
import { Directory } from './support/directory.mjs'
import { Host, serviceDid, temporaryFolder } from './support/host.mjs'
import { lexicons, methods } from './support/lexicons.mjs'
import { joined, makeSpace, mint, nsid } from './support/spaces.mjs'

let directory, host, workplace
before(async () => {
  workplace = temporaryFolder()
  directory = await Directory.start()
  host = await Host.start(directory, workplace.folder)
})
after(async () => {
  await host?.stop()
  await directory?.stop()
  workplace?.remove()
})

for (const curve of Object.keys(curves)) {
  test(`An invite is minted, redeemed, listed and revoked by accounts with ${curve} keys`, async () => {
    const [owner, guest, late] = await Promise.all([1, 2, 3].map(() => Account.create(directory, curve)))
    const spaceUri = await makeSpace(host, owner)
    const { token, invite } = await mint(host, owner, spaceUri, { maxUses: 2, perms: 'read', note: 'for Ana' })
    assert.equal(invite.createdBy, owner.did)
    assert.equal(invite.usedCount, 0)
    assert.match(token, /^[A-Za-z0-9_-]{43}$/)

    assert.deepEqual(await guest.call(host, nsid('invite.redeem'), { token }), { spaceUri, perms: 'read' })
    assert.deepEqual(await guest.call(host, nsid('invite.redeem'), { token }), { spaceUri, perms: 'read' })
    const listed = await owner.call(host, nsid('invite.list'), { spaceUri })
    assert.deepEqual(listed.invites, [{ ...invite, usedCount: 1 }])

    assert.deepEqual(await owner.call(host, nsid('invite.revoke'), { spaceUri, tokenHash: invite.tokenHash }), { ok: true })
    await assert.rejects(late.call(host, nsid('invite.redeem'), { token }), { error: 'InvalidInvite', status: 400 })
    assert.deepEqual((await owner.call(host, nsid('invite.list'), { spaceUri })).invites, [])
    const { invites } = await owner.call(host, nsid('invite.list'), { spaceUri, includeRevoked: true })
    assert.equal(typeof invites[0].revokedAt, 'number')
    assert.deepEqual(await joined(host, owner, spaceUri), [guest.did])
  })
}

test('An account of did:web on localhost redeems as any other', async () => {
  const owner = await Account.create(directory)
  const guest = await Account.create(directory, 'P-256', directory.webDid)
  const spaceUri = await makeSpace(host, owner)
  const { token } = await mint(host, owner, spaceUri)
  assert.deepEqual(await guest.call(host, nsid('invite.redeem'), { token }), { spaceUri, perms: 'write' })
  assert.deepEqual(await joined(host, owner, spaceUri), [directory.webDid])
})

test('Every method answers as its lexicon says', async () => {
  const [owner, guest] = await Promise.all([Account.create(directory), Account.create(directory)])
  const called = new Set()
  const call = (who, name, input) => { called.add(nsid(name)); return who.call(host, nsid(name), input) }

  const { space } = await call(owner, 'admin.createSpace',
    { key: 'all', type: 'com.example.circle', appPolicy: { mode: 'allow', apps: ['did:web:app.example.com'] } })
  assert.equal(space.serviceDid, serviceDid)
  assert.deepEqual((await call(owner, 'getSpace', { uri: space.uri })).space, space)
  await call(owner, 'admin.addMember', { spaceUri: space.uri, did: guest.did, perms: 'read' })
  const { members } = await call(owner, 'listMembers', { spaceUri: space.uri })
  assert.equal(members.find((member) => member.did === guest.did).perms, 'read')
  assert.deepEqual((await call(guest, 'listSpaces', {})).spaces.map((found) => found.uri), [space.uri])
  assert.deepEqual((await call(guest, 'listSpaces', { scope: 'owner' })).spaces, [])
  await call(owner, 'admin.removeMember', { spaceUri: space.uri, did: guest.did })
  assert.deepEqual((await call(guest, 'listSpaces', {})).spaces, [])

  const { token, invite } = await call(owner, 'invite.create', { spaceUri: space.uri })
  await call(guest, 'invite.redeem', { token })
  await call(owner, 'invite.list', { spaceUri: space.uri })
  await call(owner, 'invite.revoke', { spaceUri: space.uri, tokenHash: invite.tokenHash })
  assert.deepEqual([...called].sort(), methods.map((method) => method.id).sort())
})

test('Pages of a list follow one another and each is as the lexicon says', async () => {
  const owner = await Account.create(directory)
  const spaceUri = await makeSpace(host, owner)
  const minted = []
  for (let i = 0; i < 5; i++) minted.push((await mint(host, owner, spaceUri)).invite.tokenHash)
  const seen = []
  for (let cursor = ''; cursor !== undefined;) {
    const query = `?spaceUri=${encodeURIComponent(spaceUri)}&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const { json } = await owner.send(host, nsid('invite.list'), { query })
    lexicons.assertValidXrpcOutput(nsid('invite.list'), json)
    assert.ok(json.invites.length <= 2)
    seen.push(...json.invites.map((invite) => invite.tokenHash))
    cursor = json.cursor
  }
  assert.equal(seen.length, 5)
  assert.deepEqual(seen.toSorted(), minted.toSorted())
})

test("The lexicons' error names reach a plain client", async () => {
  const [owner, stranger] = await Promise.all([Account.create(directory), Account.create(directory)])
  const spaceUri = await makeSpace(host, owner)
  const { invite } = await mint(host, owner, spaceUri)
  const missing = `at://${owner.did}/rsvp.atmo.space/missing`
  const refused = (who, name, input, error, status) =>
    assert.rejects(who.call(host, nsid(name), input), { name: 'Error', error, status })

  await refused(stranger, 'invite.redeem', { token: 'A'.repeat(43) }, 'InvalidInvite', 400)
  await refused(stranger, 'invite.create', { spaceUri }, 'Forbidden', 403)
  await refused(stranger, 'invite.list', { spaceUri }, 'Forbidden', 403)
  await refused(stranger, 'invite.revoke', { spaceUri, tokenHash: invite.tokenHash }, 'Forbidden', 403)
  await refused(stranger, 'getSpace', { uri: spaceUri }, 'Forbidden', 403)
  await refused(stranger, 'admin.addMember', { spaceUri, did: stranger.did }, 'Forbidden', 403)
  await refused(owner, 'invite.create', { spaceUri: missing }, 'NotFound', 404)
  await refused(owner, 'invite.revoke', { spaceUri, tokenHash: '0'.repeat(64) }, 'NotFound', 404)
  await refused(owner, 'getSpace', { uri: missing }, 'NotFound', 404)
  await refused(owner, 'listMembers', { spaceUri: missing }, 'NotFound', 404)
  // The client knows no 409 and reports the class that it belongs to.
  await refused(owner, 'admin.createSpace', { key: 'party' }, 'AlreadyExists', 400)
  await refused(owner, 'admin.removeMember', { spaceUri, did: owner.did }, 'InvalidRequest', 400)
})

test('Every refusal is an object of error and message', async () => {
  const owner = await Account.create(directory)
  const spaceUri = await makeSpace(host, owner)
  const body = (value) => ({ body: value })
  const cases = [
    [nsid('invite.create'), body('{'), 400, 'InvalidRequest'],
    [nsid('invite.create'), body('[]'), 400, 'InvalidRequest'],
    [nsid('invite.create'), body({}), 400, 'InvalidRequest'],
    [nsid('invite.create'), body({ spaceUri, maxUses: 0 }), 400, 'InvalidRequest'],
    [nsid('invite.create'), body({ spaceUri, maxUses: 1.5 }), 400, 'InvalidRequest'],
    [nsid('invite.create'), body({ spaceUri, perms: 'admin' }), 400, 'InvalidRequest'],
    [nsid('invite.create'), body({ spaceUri, expiresAt: 1 }), 400, 'InvalidRequest'],
    [nsid('invite.create'), body({ spaceUri, note: 'é'.repeat(251) }), 400, 'InvalidRequest'],
    [nsid('invite.create'), body(`{"spaceUri":"${spaceUri}","spaceUri":"${spaceUri}"}`), 400, 'InvalidRequest'],
    [nsid('invite.create'), { body: '{}', headers: { 'content-type': 'text/plain' } }, 400, 'InvalidRequest'],
    [nsid('invite.create'), body({ spaceUri, note: 'x'.repeat(200_000) }), 413, 'PayloadTooLarge'],
    [nsid('invite.create'), {}, 400, 'InvalidRequest'],
    [nsid('invite.list'), body({ spaceUri }), 400, 'InvalidRequest'],
    [nsid('invite.list'), { query: '?spaceUri=party' }, 400, 'InvalidRequest'],
    [nsid('invite.forge'), body({}), 501, 'MethodNotImplemented'],
    [nsid('invite.redeem'), body({ token: 'x' }), 400, 'InvalidInvite'],
  ]
  for (const [method, request, status, error] of cases) {
    const answer = await owner.send(host, method, request)
    const what = `${method} ${JSON.stringify(request).slice(0, 90)}`
    assert.deepEqual([answer.status, answer.json.error], [status, error], what)
    assert.deepEqual(Object.keys(answer.json), ['error', 'message'], what)
    assert.equal(typeof answer.json.message, 'string', what)
    assert.match(answer.type, /^application\/json/, what)
  }
  assert.deepEqual((await owner.call(host, nsid('invite.list'), { spaceUri })).invites, [])
})

test('Outside Development the development header names nobody', async () => {
  for (const method of methods) {
    const answer = await send(host, method.id,
      { headers: { 'X-Dev-Did': 'did:plc:alice' }, ...(method.kind === 'procedure' && { body: {} }) })
    assert.equal(answer.status, 401, method.id)
    assert.deepEqual(answer.json, { error: 'AuthMissing', message: 'Authentication Required' }, method.id)
  }
})
