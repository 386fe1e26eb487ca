// Every refusal of account codes as it crosses the wire: the status, the name and the shape.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { adminPassword, own, Pds, until } from './support/pds.mjs'

let pds, agent
before(async () => {
  pds = await Pds.start({ AtInvites__Store: 'memory' })
  agent = await pds.signUp(await pds.code())
})
after(() => pds?.end())

const basic = (text) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
const admin = () => basic(`admin:${adminPassword}`)
const bearer = (token) => ({ authorization: `Bearer ${token}` })

async function refuses(status, error, method, request, message) {
  const answer = await pds.send(method, request)
  const what = `${method} ${JSON.stringify(request)}`
  assert.deepEqual([answer.status, answer.json?.error], [status, error], what)
  assert.deepEqual(Object.keys(answer.json), ['error', 'message'], what)
  if (message !== undefined) assert.equal(answer.json.message, message, what)
  return answer
}

test('A code that cannot be used is refused in one way for every reason', async () => {
  const [spent, disabled] = [await pds.code(), await pds.code()]
  await pds.signUp(spent)
  await pds.admin('admin.disableInviteCodes', { codes: [disabled] })
  const texts = new Set()
  for (const inviteCode of [undefined, '', null, 'pds-example-com-aaaaa-aaaaa', spent, spent.toUpperCase(), disabled, 'x'.repeat(5_000)]) {
    const answer = await refuses(400, 'InvalidInviteCode', 'server.createAccount', { body: pds.person(inviteCode) },
      'Provided invite code not available')
    texts.add(answer.text)
  }
  assert.equal(texts.size, 1)
})

test('Admin methods answer 401 to whoever is not the administration', async () => {
  const calls = [
    ['server.createInviteCode', { body: { useCount: 1 } }],
    ['server.createInviteCodes', { body: { codeCount: 1, useCount: 1 } }],
    ['admin.getInviteCodes', {}],
    ['admin.disableInviteCodes', { body: {} }],
    ['admin.disableAccountInvites', { body: { account: agent.did } }],
    ['admin.enableAccountInvites', { body: { account: agent.did } }],
    ['admin.getAccountInfo', { query: `?did=${agent.did}` }],
    ['admin.updateSubjectStatus', { body: { subject: { $type: 'com.atproto.admin.defs#repoRef', did: agent.did } } }],
  ]
  const credentials = [{}, basic('admin:wrong'), basic(`root:${adminPassword}`), basic('admin'), basic(`Admin:${adminPassword}`),
    { authorization: 'Basic %' }, { authorization: 'Basic' }, bearer(agent.session.accessJwt), bearer(adminPassword)]
  for (const [method, request] of calls) {
    for (const headers of credentials) {
      const answer = await refuses(401, 'AuthenticationRequired', method, { ...request, headers })
      assert.match(answer.headers.get('www-authenticate'), /^Basic realm=/)
    }
  }
})

test('The own list wants an access token', async () => {
  const method = 'server.getAccountInviteCodes'
  await refuses(401, 'AuthMissing', method, {}, 'Authentication Required')
  for (const headers of [bearer('x.y.z'), bearer(agent.session.refreshJwt)])
    await refuses(401, 'AuthenticationRequired', method, { headers })
  await refuses(400, 'InvalidRequest', method, { headers: bearer(agent.session.accessJwt), query: '?includeUsed=maybe' })
})

test('What the lexicons do not allow is InvalidRequest', async () => {
  const headers = admin()
  for (const [method, body] of [
    ['server.createInviteCode', {}],
    ['server.createInviteCode', { useCount: 0 }],
    ['server.createInviteCode', { useCount: -1 }],
    ['server.createInviteCode', { useCount: 1.5 }],
    ['server.createInviteCode', { useCount: null }],
    ['server.createInviteCode', { useCount: 1, forAccount: 'admin' }],
    ['server.createInviteCode', { useCount: 1, forAccount: null }],
    ['server.createInviteCodes', { codeCount: 0, useCount: 1 }],
    ['server.createInviteCodes', { codeCount: 10_001, useCount: 1 }],
    ['server.createInviteCodes', { codeCount: 1, useCount: 1, forAccounts: ['alice.test'] }],
    ['admin.disableInviteCodes', { codes: 'x' }],
    ['admin.disableInviteCodes', { accounts: ['admin'] }],
    ['admin.disableAccountInvites', {}],
    ['admin.disableAccountInvites', { account: 'alice.test' }],
    ['admin.disableAccountInvites', { account: agent.did, note: 'é'.repeat(5_001) }],
    ['admin.updateSubjectStatus', { subject: { $type: 'com.atproto.repo.strongRef', uri: 'at://x', cid: 'x' } }],
    ['admin.updateSubjectStatus', {}],
    ['admin.updateSubjectStatus', '{'],
  ]) await refuses(400, 'InvalidRequest', method, { headers, body })
  for (const query of ['?limit=0', '?limit=501', '?limit=x', '?sort=oldest', '?cursor=x', '?cursor=1::y', '?sort=usage&cursor=1'])
    await refuses(400, 'InvalidRequest', 'admin.getInviteCodes', { headers, query })
  await refuses(400, 'InvalidRequest', 'admin.getAccountInfo', { headers, query: '?did=alice' })
  await refuses(400, 'NotFound', 'admin.getAccountInfo', { headers, query: '?did=did:plc:nobody' })
  await refuses(400, 'InvalidRequest', 'server.createAccount', { body: '{' })
  await refuses(400, 'InvalidRequest', 'server.createAccount', { body: '{}', headers: { 'content-type': 'text/plain' } })
  await refuses(400, 'InvalidRequest', 'server.createAccount', {})
  await refuses(501, 'MethodNotImplemented', 'server.deleteAccount', { body: {} })
  await refuses(413, 'PayloadTooLarge', 'server.createSession', { body: { identifier: 'x'.repeat(31_000_000) } })
  await refuses(400, 'InvalidRequest', 'server.createSession', { body: { identifier: 'x' } })
  await refuses(401, 'AuthenticationRequired', 'server.createSession', { body: { identifier: 'x.test', password: 'y' } })
})

test('A body that the sample cannot read is refused with what is wrong', async () => {
  const method = 'server.createAccount'
  const invalid = (request, message) => refuses(400, 'InvalidRequest', method, request, message)
  const encoding = 'Wrong request encoding (Content-Type): expected application/json'
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', ''])
    await invalid({ body: '{}', headers: { 'content-type': type } }, encoding)
  await invalid({ body: { inviteCode: 5 } }, 'Input/inviteCode is not what the lexicon says')
  await invalid({ body: pds.person(await pds.code(), { handle: ['x'] }) }, 'Input/handle is not what the lexicon says')
  for (const body of ['[]', '"x"', '{', 'x', '{"handle":"a.test",}']) await invalid({ body }, 'The body is not a JSON object')
  await invalid({ body: '' }, 'The request could not be read')
  await invalid({}, 'Incorrect HTTP method')
})

test('Empty parameters mean their defaults, and unknown properties nothing', async () => {
  const { json } = await pds.send('admin.getInviteCodes', { headers: admin(), query: '?sort=&limit=&cursor=' })
  assert.deepEqual(json.codes.map((code) => code.code), (await pds.list()).map((code) => code.code))
  const { status } = await pds.send('server.createInviteCode', { headers: admin(), body: { useCount: 1, colour: 'blue' } })
  assert.equal(status, 200)
})

test('A procedure without output answers 200 with no body', async () => {
  for (const [method, body] of [['disableInviteCodes', {}], ['disableAccountInvites', { account: 'did:plc:nobody' }],
    ['enableAccountInvites', { account: 'did:plc:nobody' }]]) {
    const answer = await pds.send(`admin.${method}`, { headers: admin(), body })
    assert.deepEqual([answer.status, answer.text], [200, ''], method)
  }
})

test('Behind an entryway codes are made and managed there', async () => {
  const behind = await Pds.start({ AtInvites__Store: 'memory', AtInvites__Accounts__ManagedByEntryway: 'true' })
  try {
    for (const [method, input] of [['server.createInviteCode', { useCount: 1 }], ['admin.getInviteCodes', {}]]) {
      await assert.rejects(behind.admin(method, input),
        { status: 400, error: 'InvalidRequest', message: 'Account invites are managed by the entryway service' })
      await assert.rejects(behind.admin(method, input, { password: 'wrong' }), { status: 401, error: 'AuthenticationRequired' })
    }
  } finally { await behind.end() }
})

test('The client refreshes an access token that ended, on methods of the library too', async () => {
  const brief = await Pds.start({ AtInvites__Store: 'memory', Pds__AccessLifetime: '00:00:01' })
  try {
    const caller = await brief.signUp(await brief.code())
    const { accessJwt } = caller.session
    const ended = await until(
      () => brief.send('server.getAccountInviteCodes', { headers: bearer(accessJwt) }), (answer) => answer.status !== 200)
    assert.deepEqual([ended.status, ended.json.error], [400, 'ExpiredToken'])
    const headers = bearer(accessJwt)
    const session = await brief.send('server.getSession', { headers })
    assert.deepEqual([session.status, session.json.error], [400, 'ExpiredToken'])
    const listed = await brief.send('admin.getInviteCodes', { headers })
    assert.deepEqual([listed.status, listed.json.error], [401, 'AuthenticationRequired'])
    assert.equal((await brief.send('server.describeServer', { headers })).status, 200)
    assert.deepEqual(await own(caller), [])
    assert.notEqual(caller.session.accessJwt, accessJwt)
  } finally { await brief.end() }
})

test('Nothing that the host prints has a code, a password or a token', async () => {
  const code = await pds.code()
  const signedUp = await pds.signUp(code)
  const printed = pds.output.join('\n')
  for (const secret of [code, adminPassword, signedUp.session.accessJwt, signedUp.session.refreshJwt])
    assert.ok(!printed.includes(secret))
})
