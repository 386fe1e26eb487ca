// Exactly as many as an invite allows, whoever comes at once, through however many processes, and whatever is killed.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Account } from './support/account.mjs'
import { Directory } from './support/directory.mjs'
import { Host, temporaryFolder } from './support/host.mjs'
import { joined, makeSpace, mint, nsid } from './support/spaces.mjs'

let directory, guests
const undo = []
before(async () => {
  directory = await Directory.start()
  guests = await Promise.all(Array.from({ length: 64 }, (_, i) => Account.create(directory, i % 2 ? 'P-256' : 'K-256')))
})
after(async () => {
  for (const step of undo.reverse()) await step()
  await directory?.stop()
})

function workplace() {
  const { folder, remove } = temporaryFolder()
  undo.push(remove)
  return { folder, settings: { ConnectionStrings__AtInvites: `Data Source=${join(folder, 'invites.db')}` } }
}

async function start({ folder, settings }) {
  const host = await Host.start(directory, folder, settings)
  undo.push(() => host.stop())
  return host
}

// Sends every guest's redemption at once, the hosts by turns, and returns the DIDs of those who got in, sorted.
async function redeemAll(hosts, token) {
  const tokens = await Promise.all(guests.map((guest) => guest.token(nsid('invite.redeem'))))
  const answers = await Promise.all(guests.map((guest, i) =>
    guest.send(hosts[i % hosts.length], nsid('invite.redeem'), { body: { token }, token: tokens[i] })))
  for (const answer of answers) {
    if (answer.status !== 200) assert.deepEqual([answer.status, answer.json.error], [400, 'InvalidInvite'])
  }
  return guests.filter((_, i) => answers[i].status === 200).map((guest) => guest.did).sort()
}

test('Of 64 accounts at once exactly 5 get into a space for 5', async () => {
  const owner = await Account.create(directory)
  const host = await start(workplace())
  const spaceUri = await makeSpace(host, owner)
  const { token } = await mint(host, owner, spaceUri, { maxUses: 5 })
  const winners = await redeemAll([host], token)
  assert.equal(winners.length, 5)
  assert.deepEqual(await joined(host, owner, spaceUri), winners)
  assert.equal((await owner.call(host, nsid('invite.list'), { spaceUri })).invites[0].usedCount, 5)
})

test('Two processes over one database file admit together as many as the invite allows', async () => {
  const owner = await Account.create(directory)
  const place = workplace()
  const hosts = [await start(place), await start(place)]
  const spaceUri = await makeSpace(hosts[0], owner)
  for (const maxUses of [1, 7, 33]) {
    const before = await joined(hosts[0], owner, spaceUri)
    const { token } = await mint(hosts[maxUses % 2], owner, spaceUri, { maxUses })
    const winners = await redeemAll(hosts, token)
    assert.equal(winners.length, maxUses)
    const expected = [...new Set([...before, ...winners])].sort()
    for (const host of hosts) assert.deepEqual(await joined(host, owner, spaceUri), expected)
  }
})

test('What was answered before a kill is there after the restart', async () => {
  const owner = await Account.create(directory)
  const place = workplace()
  const first = await start(place)
  const spaceUri = await makeSpace(first, owner)
  const { token, invite } = await mint(first, owner, spaceUri, { maxUses: 20 })
  const revoked = await mint(first, owner, spaceUri)
  await owner.call(first, nsid('invite.revoke'), { spaceUri, tokenHash: revoked.invite.tokenHash })
  const winners = await redeemAll([first], token)
  await first.stop('SIGKILL')

  const second = await start(place)
  assert.deepEqual(await joined(second, owner, spaceUri), winners)
  const { invites } = await owner.call(second, nsid('invite.list'), { spaceUri })
  assert.deepEqual(invites, [{ ...invite, usedCount: 20 }])
  assert.deepEqual(await redeemAll([second], token), winners)
  assert.deepEqual(await redeemAll([second], revoked.token), [])
})

test('A kill amid redemptions loses none that was answered and admits none beyond the limit', async () => {
  const owner = await Account.create(directory)
  const place = workplace()
  const first = await start(place)
  const spaceUri = await makeSpace(first, owner)
  const { token, invite } = await mint(first, owner, spaceUri, { maxUses: 40 })
  const answered = []
  const attempts = guests.map(async (guest) => {
    const answer = await guest.send(first, nsid('invite.redeem'), { body: { token } }).catch(() => undefined)
    if (answer?.status !== 200) return
    answered.push(guest.did)
    if (answered.length === 10) await first.stop('SIGKILL')
  })
  await Promise.all(attempts)
  assert.ok(answered.length >= 10)

  const second = await start(place)
  const there = await joined(second, owner, spaceUri)
  assert.deepEqual(answered.filter((did) => !there.includes(did)), [])
  const { invites } = await owner.call(second, nsid('invite.list'), { spaceUri })
  assert.deepEqual(invites, [{ ...invite, usedCount: there.length }])
  const winners = await redeemAll([second], token)
  assert.equal(winners.length, 40)
  assert.deepEqual(await joined(second, owner, spaceUri), winners)
})
