// Sign-ups that come at once, and sign-ups that a crash cuts short: no code is oversold and none is burnt.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { own, Pds, stores, until } from './support/pds.mjs'

const refused = (error) => error.error === 'InvalidInviteCode'

for (const store of stores) {
  test(`Of 20 sign-ups at once with one code exactly one wins, and the others keep their handles, on ${store}`, async () => {
    const pds = await Pds.start({ AtInvites__Store: store })
    try {
      const code = await pds.code()
      const people = Array.from({ length: 20 }, () => pds.person(code))
      const outcomes = await Promise.allSettled(people.map((person) => pds.agent().createAccount(person)))
      const losers = people.filter((_, index) => outcomes[index].status === 'rejected')
      assert.equal(losers.length, 19)
      for (const { reason } of outcomes.filter((outcome) => outcome.status === 'rejected'))
        assert.deepEqual([reason.status, reason.error], [400, 'InvalidInviteCode'])
      assert.equal((await pds.find(code)).uses.length, 1)

      const second = await pds.code({ useCount: 19 })
      await Promise.all(losers.map((person) => pds.agent().createAccount({ ...person, inviteCode: second })))
      assert.equal((await pds.find(second)).uses.length, 19)
      await assert.rejects(pds.signUp(second), refused)
    } finally { await pds.end() }
  })

  test(`A sign-up that is refused for its handle, email or password gives its code back, on ${store}`, async () => {
    const pds = await Pds.start({ AtInvites__Store: store })
    try {
      const taken = pds.person(await pds.code())
      await pds.agent().createAccount(taken)
      const code = await pds.code()
      for (const [changes, error] of [
        [{ handle: taken.handle }, 'HandleNotAvailable'],
        [{ handle: taken.handle.toUpperCase() }, 'HandleNotAvailable'],
        [{ email: taken.email }, 'InvalidRequest'],
        [{ email: 'nobody' }, 'InvalidRequest'],
        [{ password: '' }, 'InvalidPassword'],
        [{ handle: 'no.test' }, 'InvalidHandle'],
        [{ handle: 'name.example.com' }, 'UnsupportedDomain'],
      ]) await assert.rejects(pds.signUp(code, changes), { status: 400, error }, JSON.stringify(changes))
      assert.deepEqual((await pds.find(code)).uses, [])
      await pds.signUp(code)
    } finally { await pds.end() }
  })

  test(`Codes are earned with time, five open at most and none too many in a race, on ${store}`, async () => {
    const pds = await Pds.start({ AtInvites__Store: store, AtInvites__Accounts__Interval: '00:00:00.200' })
    try {
      const agent = await pds.signUp(await pds.code())
      assert.deepEqual(await own(agent, { createAvailable: false }), [])
      const lists = await until(
        () => Promise.all(Array.from({ length: 20 }, () => own(agent))), (all) => all.some((list) => list.length >= 5))
      assert.ok(lists.every((list) => list.length <= 5))
      const earned = await own(agent)
      assert.equal(earned.length, 5)
      assert.ok(earned.every((code) => code.createdBy === agent.did && code.forAccount === agent.did && code.available === 1))

      await pds.signUp(earned[0].code)
      const next = await until(() => own(agent), (list) => list.length === 6)
      assert.equal(next.filter((code) => code.uses.length === 0).length, 5)

      await pds.admin('admin.disableAccountInvites', { account: agent.did })
      await pds.signUp(earned[1].code)
      const lost = await until(async () => {
        assert.equal((await own(agent)).length, 6)
        return (await pds.list()).filter((code) => code.createdBy === agent.did && code.disabled)
      }, (codes) => codes.length > 0)
      await pds.admin('admin.enableAccountInvites', { account: agent.did })
      assert.equal((await pds.find(lost[0].code)).disabled, true)
      await until(() => own(agent), (list) => list.length === 7)
    } finally { await pds.end() }
  })
}

test('What was answered outlives a restart: accounts, sessions, codes and their texts', async () => {
  const pds = await Pds.start()
  try {
    const person = pds.person(await pds.code())
    const agent = pds.agent()
    await agent.createAccount(person)
    const code = await pds.code({ forAccount: agent.did, useCount: 5 })
    const before = await pds.list()
    await pds.stop()
    await pds.restart()
    assert.deepEqual(await pds.list(), before)
    const again = pds.agent()
    await again.resumeSession(agent.session)
    assert.deepEqual((await own(again)).map((held) => held.code), [code])
    await pds.signIn(person)
    await pds.signUp(code)
  } finally { await pds.end() }
})

test('A kill amid sign-ups burns no use of a code, takes none twice and loses no answered account', async () => {
  const pds = await Pds.start({ AtInvites__Accounts__Lease: '00:00:05' })
  try {
    const code = await pds.code({ useCount: 30 })
    const people = Array.from({ length: 30 }, () => pds.person(code))
    const answered = []
    const waiting = [...people]
    const signUps = async () => {
      for (let person; (person = waiting.shift()) !== undefined;) {
        await pds.agent().createAccount(person)
        if (answered.push(person) === 8) await pds.kill()
      }
    }
    await Promise.allSettled(Array.from({ length: 6 }, signUps))
    assert.ok(answered.length >= 8 && waiting.length > 0, `${answered.length} were answered`)

    await pds.restart()
    for (const person of answered) await pds.signIn(person)
    const { uses } = await pds.find(code)
    const dids = []
    for (const person of people) {
      const agent = await pds.signIn(person).catch((error) => assert.equal(error.error, 'AuthenticationRequired'))
      if (agent) dids.push(agent.did)
      // What the kill interrupted is still held, until its lease ends.
      else await until(() => pds.agent().createAccount(person).then(() => 'made', (error) => error.error),
        (outcome) => { assert.ok(['made', 'InvalidInviteCode'].includes(outcome), outcome); return outcome === 'made' })
    }
    assert.deepEqual(uses.map((use) => use.usedBy).toSorted(), dids.toSorted())
    assert.equal((await pds.find(code)).uses.length, 30)
    await assert.rejects(pds.signUp(code), refused)
  } finally { await pds.end() }
})
