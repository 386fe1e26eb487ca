// Account codes as the reference's own client sees them, from the first code to the last switch, on both stores.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hostname, own, Pds, stores } from './support/pds.mjs'

const shape = new RegExp(`^${hostname.replaceAll('.', '-')}-[a-z2-7]{5}-[a-z2-7]{5}$`)

for (const store of stores) describe(`A PDS on ${store}`, () => {
  let pds
  before(async () => { pds = await Pds.start({ AtInvites__Store: store }) })
  after(() => pds?.end())

  test('says that it wants a code', async () => {
    const { data, headers } = await pds.agent().com.atproto.server.describeServer()
    assert.equal(headers['cache-control'], 'no-store')
    assert.deepEqual(data, { did: `did:web:${hostname}`, availableUserDomains: ['.test'], inviteCodeRequired: true })
  })

  test('takes a code at sign-up and says on all lists who came by it', async () => {
    const code = await pds.code({ useCount: 2 })
    assert.match(code, shape)
    const agent = await pds.signUp(code)
    assert.equal((await agent.com.atproto.server.getSession()).data.did, agent.did)

    const { uses, createdAt, ...rest } = await pds.find(code)
    assert.deepEqual(rest, { code, available: 2, disabled: false, forAccount: 'admin', createdBy: 'admin' })
    assert.deepEqual(uses.map((use) => use.usedBy), [agent.did])
    assert.ok(uses[0].usedAt >= createdAt)
    assert.deepEqual(await own(agent), [])
  })

  test('makes codes for accounts, which hold them', async () => {
    const agent = await pds.signUp(await pds.code())
    const { codes } = await pds.admin('server.createInviteCodes',
      { codeCount: 2, useCount: 1, forAccounts: [agent.did, 'did:plc:stranger', agent.did] })
    assert.deepEqual(codes.map((entry) => [entry.account, entry.codes.length]),
      [[agent.did, 2], ['did:plc:stranger', 2], [agent.did, 2]])
    const mine = codes.filter((entry) => entry.account === agent.did).flatMap((entry) => entry.codes)
    const listed = await own(agent)
    assert.deepEqual(listed.map((code) => code.code).toSorted(), mine.toSorted())
    assert.ok(listed.every((code) => code.forAccount === agent.did && code.createdBy === 'admin'))

    const guest = await pds.signUp(mine[0])
    assert.deepEqual((await own(agent, { includeUsed: false })).map((code) => code.code).toSorted(), mine.slice(1).toSorted())
    const used = (await own(agent)).find((code) => code.code === mine[0])
    assert.deepEqual(used.uses.map((use) => use.usedBy), [guest.did])
    assert.deepEqual((await pds.admin('server.createInviteCodes', { codeCount: 1, useCount: 1, forAccounts: [] })).codes, [])
    assert.equal((await pds.admin('server.createInviteCodes', { codeCount: 3, useCount: 1 })).codes[0].codes.length, 3)
  })

  test('tells the administration who invited whom', async () => {
    const host = await pds.signUp(await pds.code())
    const code = await pds.code({ forAccount: host.did })
    const guest = await pds.signUp(code)
    const info = await pds.admin('admin.getAccountInfo', { did: guest.did })
    assert.equal(info.did, guest.did)
    assert.deepEqual([info.invitedBy.code, info.invitedBy.forAccount], [code, host.did])
    assert.deepEqual([info.invites, info.invitesDisabled, info.inviteNote], [[], false, undefined])

    await pds.admin('admin.disableAccountInvites', { account: host.did, note: 'sells them' })
    const noted = await pds.admin('admin.getAccountInfo', { did: host.did })
    assert.deepEqual([noted.invitesDisabled, noted.inviteNote], [true, 'sells them'])
    assert.deepEqual(noted.invites.map((listed) => listed.code), [code])
    await pds.admin('admin.enableAccountInvites', { account: host.did })
    const enabled = await pds.admin('admin.getAccountInfo', { did: host.did })
    assert.deepEqual([enabled.invitesDisabled, enabled.inviteNote], [false, undefined])
  })

  test('disables codes by themselves and by account, once', async () => {
    const agent = await pds.signUp(await pds.code())
    const [lone, kept] = [await pds.code(), await pds.code()]
    const held = await pds.code({ forAccount: agent.did })
    await pds.admin('admin.disableInviteCodes', { codes: [lone, 'pds-example-com-aaaaa-aaaaa'], accounts: [agent.did, 'did:plc:nobody'] })
    assert.deepEqual(await own(agent), [])
    assert.equal((await pds.find(held)).disabled, true)
    for (const code of [lone, held]) await assert.rejects(pds.signUp(code), { status: 400, error: 'InvalidInviteCode' })
    await pds.signUp(kept)
    await pds.signUp(await pds.code({ forAccount: agent.did }))
    await assert.rejects(pds.admin('admin.disableInviteCodes', { codes: [await pds.code()], accounts: ['admin'] }),
      { status: 400, error: 'InvalidRequest', message: 'cannot disable admin invite codes' })
  })

  test('stops the codes of an account that is taken down, until it is back', async () => {
    const person = pds.person(await pds.code())
    const agent = pds.agent()
    await agent.createAccount(person)
    const code = await pds.code({ forAccount: agent.did })
    // The client forgets a session that was refused.
    const { did, accessJwt } = agent.session
    await pds.takeDown(did)
    const takenDown = { status: 401, error: 'AccountTakedown' }
    await assert.rejects(own(agent), takenDown)
    await assert.rejects(pds.signIn(person), takenDown)
    const { status, json } = await pds.send('server.getSession', { headers: { authorization: `Bearer ${accessJwt}` } })
    assert.deepEqual([status, json.error], [401, 'AccountTakedown'])
    const guest = pds.person(code)
    await assert.rejects(pds.agent().createAccount(guest), { status: 400, error: 'InvalidInviteCode' })

    await pds.takeDown(did, false)
    await pds.agent().createAccount(guest)
    assert.equal((await own(await pds.signIn(person)))[0].uses.length, 1)
  })

  test('lists all codes page by page in either order', async () => {
    const { codes: [{ codes }] } = await pds.admin('server.createInviteCodes', { codeCount: 25, useCount: 3 })
    for (const code of [codes[3], codes[3], codes[9]]) await pds.signUp(code)
    for (const sort of ['recent', 'usage']) {
      const whole = await pds.list({ sort, limit: 500 })
      assert.deepEqual(await pds.list({ sort, limit: 7 }), whole, sort)
      assert.equal(new Set(whole.map((code) => code.code)).size, whole.length)
      assert.ok(codes.every((code) => whole.some((listed) => listed.code === code)))
      const ranks = whole.map((code) => (sort === 'recent' ? Date.parse(code.createdAt) : code.uses.length))
      assert.deepEqual(ranks, ranks.toSorted((one, other) => other - one), sort)
    }
  })
})
