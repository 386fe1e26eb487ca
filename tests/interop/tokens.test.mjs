// Which service-auth tokens are refused, under which name, and that none of them does anything.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Account, curves, newPlcDid, send } from './support/account.mjs'
import { Directory } from './support/directory.mjs'
import { Host, temporaryFolder } from './support/host.mjs'
import { makeSpace, mint, nsid } from './support/spaces.mjs'
import { draft, highS, seal, withSignature } from './support/tokens.mjs'

const redeem = nsid('invite.redeem')
const now = () => Math.floor(Date.now() / 1000)
let directory, host, workplace, owner, spaceUri, invite
before(async () => {
  workplace = temporaryFolder()
  directory = await Directory.start()
  host = await Host.start(directory, workplace.folder)
  owner = await Account.create(directory)
  spaceUri = await makeSpace(host, owner)
  invite = await mint(host, owner, spaceUri)
})
after(async () => {
  await host?.stop()
  await directory?.stop()
  workplace?.remove()
})

async function assertRefused(answer, error) {
  assert.deepEqual([answer.status, answer.json.error], [401, error])
  assert.deepEqual(Object.keys(answer.json), ['error', 'message'])
  const { invites } = await owner.call(host, nsid('invite.list'), { spaceUri })
  assert.equal(invites[0].usedCount, 0)
}

const sendRedeem = (guest, token) => guest.send(host, redeem, { body: { token: invite.token }, token })

async function changed(guest, change) {
  const made = draft(guest, redeem)
  change(made)
  return seal(made)
}

const refusals = {
  'A token for another service': ['BadJwtAudience', (guest) => guest.token(redeem, { aud: 'did:web:other.example.com' })],
  'A token for another method': ['BadJwtLexiconMethod', (guest) => guest.token(nsid('invite.list'))],
  'A token for no method': ['BadJwtLexiconMethod', (guest) => guest.token(null)],
  'An expired token': ['JwtExpired', (guest) => guest.token(redeem, { iat: now() - 120, exp: now() - 60 })],
  'A token of the future': ['JwtNotYetValid', (guest) => guest.token(redeem, { iat: now() + 90, exp: now() + 150 })],
  'A token that lives too long': ['BadJwtLifetime', (guest) => guest.token(redeem, { exp: now() + 3600 })],
  'A token of an account that nobody knows': ['DidResolutionFailed', (guest) => guest.token(redeem, { iss: newPlcDid() })],
  'A token whose issuer is not a DID': ['BadJwtIss', (guest) => guest.token(redeem, { iss: 'alice.example.com' })],
  'A token of a key that the document has not': ['BadJwtIss', (guest) => guest.token(redeem, { iss: `${guest.did}#other` })],
  'A token signed with another key': ['BadJwtSignature',
    async (guest) => guest.token(redeem, { keypair: await curves['K-256'].create() })],
  'A token signed with a key of the other curve': ['BadJwtSignature',
    async (guest) => guest.token(redeem, { keypair: await curves['P-256'].create() })],
  'A token with another signature bit': ['BadJwtSignature', async (guest) =>
    withSignature(await guest.token(redeem), (signature) => { signature[40] ^= 1; return signature })],
  'A token whose claims were changed after signing': ['BadJwtSignature', async (guest) => {
    const [mine, others] = await Promise.all([guest.token(redeem), (await Account.create(directory)).token(redeem)])
    return [others.split('.')[0], others.split('.')[1], mine.split('.')[2]].join('.')
  }],
  'A token without a signature': ['BadJwtSignature', (guest) => changed(guest, (made) => {
    made.header.alg = 'none'
    made.reshape = (token) => token.slice(0, token.lastIndexOf('.') + 1)
  })],
  'A token whose jti is empty': ['BadJwt', (guest) => changed(guest, (made) => { made.claims.jti = '' })],
  'A token that is not one': ['BadJwt', () => 'not-a-token'],
  'An access token': ['BadJwtType', (guest) => changed(guest, (made) => { made.header.typ = 'at+jwt' })],
  'A refresh token': ['BadJwtType', (guest) => changed(guest, (made) => { made.header.typ = 'refresh+jwt' })],
  'A proof of possession': ['BadJwtType', (guest) => changed(guest, (made) => { made.header.typ = 'dpop+jwt' })],
}

for (const [what, [error, make]] of Object.entries(refusals)) {
  test(`${what} is refused as ${error}`, async () => {
    const guest = await Account.create(directory)
    await assertRefused(await sendRedeem(guest, await make(guest)), error)
  })
}

test('A request without credentials is refused as AuthMissing', async () => {
  await assertRefused(await send(host, redeem, { body: { token: invite.token } }), 'AuthMissing')
})

test('A token works once', async () => {
  const guest = await Account.create(directory)
  const token = await guest.token(nsid('listSpaces'))
  assert.equal((await guest.send(host, nsid('listSpaces'), { token })).status, 200)
  await assertRefused(await guest.send(host, nsid('listSpaces'), { token }), 'NonceNotUnique')
})

for (const curve of Object.keys(curves)) {
  test(`A ${curve} token without a jti works once, whichever of its two signatures it bears`, async () => {
    const guest = await Account.create(directory, curve)
    const made = draft(guest, nsid('listSpaces'))
    delete made.claims.jti
    const token = await seal(made)
    const other = withSignature(token, (signature) => highS(signature, guest.keypair.jwtAlg))
    assert.equal((await guest.send(host, nsid('listSpaces'), { token: other })).status, 200)
    await assertRefused(await guest.send(host, nsid('listSpaces'), { token }), 'NonceNotUnique')
    await assertRefused(await guest.send(host, nsid('listSpaces'), { token: other }), 'NonceNotUnique')
  })
}

test('Of one token sent 16 times at once one works', async () => {
  const guest = await Account.create(directory)
  const token = await guest.token(nsid('listSpaces'))
  const answers = await Promise.all(Array.from({ length: 16 }, () => guest.send(host, nsid('listSpaces'), { token })))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
  assert.equal(answers.filter((answer) => answer.json.error === 'NonceNotUnique').length, 15)
})

for (const [from, to] of [['K-256', 'K-256'], ['K-256', 'P-256'], ['P-256', 'K-256']]) {
  test(`A ${from} key replaced by a ${to} key in the document is accepted at once, and the old one no more`, async () => {
    const guest = await Account.create(directory, from)
    const former = guest.keypair
    await guest.call(host, nsid('listSpaces'), {})
    const asked = directory.requests
    await guest.rotate(to)
    await guest.call(host, nsid('listSpaces'), {})
    assert.equal(directory.requests, asked + 1)
    const token = await guest.token(nsid('listSpaces'), { keypair: former })
    await assertRefused(await guest.send(host, nsid('listSpaces'), { token }), 'BadJwtSignature')
    await guest.call(host, nsid('listSpaces'), {})
    assert.equal(directory.requests, asked + 1)
  })
}
