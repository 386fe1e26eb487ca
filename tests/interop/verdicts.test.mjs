// The same tokens, judged by the reference's verifyJwt and by the running host. Where the two part, a rule below says why;
// every rule is one that the library states, and every one must have been needed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyJwt } from '@atproto/xrpc-server'
import { Account, curves } from './support/account.mjs'
import { Chance, seed } from './support/chance.mjs'
import { Directory } from './support/directory.mjs'
import { Host, serviceDid, temporaryFolder } from './support/host.mjs'
import { nsid } from './support/spaces.mjs'
import { draft, seal } from './support/tokens.mjs'
import { changes, stated } from './support/variations.mjs'

const method = nsid('listSpaces')
const rounds = 600
let directory, host, workplace
before(async () => {
  workplace = temporaryFolder()
  directory = await Directory.start()
  host = await Host.start(directory, workplace.folder, { Logging__LogLevel__Default: 'Warning' })
})
after(async () => {
  await host?.stop()
  await directory?.stop()
  workplace?.remove()
})

async function judgedByReference(token) {
  try {
    await verifyJwt(token, serviceDid, method, async (issuer) => directory.signingKey(issuer))
    return 'accepted'
  } catch (fault) {
    return `refused: ${fault.message}`
  }
}

async function judgedByHost(account, token) {
  const answer = await account.send(host, method, { token })
  if (answer.status === 200) return 'accepted'
  assert.equal(answer.status, 401)
  return `refused: ${answer.json.error}`
}

async function judge(accounts, names) {
  const made = draft(accounts[0], method)
  for (const name of names) changes[name](made, accounts)
  const token = await seal(made)
  const [reference, ours] = await Promise.all([judgedByReference(token), judgedByHost(accounts[0], token)])
  return { names, reference, ours, parted: (reference === 'accepted') !== (ours === 'accepted') }
}

test('Reference and host accept and refuse the same tokens but for the stated rules', async (context) => {
  const chance = new Chance()
  const names = Object.keys(changes)
  const accounts = await Promise.all(Object.keys(curves).map((curve) => Account.create(directory, curve)))
  const verdicts = []
  for (const name of names) {
    verdicts.push(await judge(accounts, [name]), await judge(accounts.toReversed(), [name]))
  }
  while (verdicts.length < rounds) {
    const picked = [...new Set(Array.from({ length: chance.below(3) }, () => chance.pick(names)))]
    verdicts.push(await judge(chance.below(2) ? accounts : accounts.toReversed(), picked))
  }

  const needed = new Set()
  const unexplained = verdicts.filter(({ names, ours, parted }) => {
    if (!parted) return false
    const rule = names.find((name) => stated[name]?.host === (ours === 'accepted' ? 'accepts' : 'refuses'))
    if (rule) needed.add(rule)
    return !rule
  })
  assert.deepEqual(unexplained, [], `seed ${seed}`)
  assert.deepEqual([...needed].sort(), Object.keys(stated).sort(), `rules that no token needed; seed ${seed}`)
  const both = verdicts.filter((verdict) => verdict.ours === 'accepted' && verdict.reference === 'accepted').length
  const neither = verdicts.filter((verdict) => verdict.ours !== 'accepted' && verdict.reference !== 'accepted').length
  assert.ok(both > rounds / 10 && neither > rounds / 4, `${both} accepted and ${neither} refused by both`)
  context.diagnostic(`${verdicts.length} tokens: ${both} accepted by both, ${neither} refused by both, ` +
    `${verdicts.length - both - neither} judged apart by ${needed.size} stated rules`)
})
