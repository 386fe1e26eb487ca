// Moving in from the reference PDS, and out to it: files made here with the tables of its account.sqlite.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { own, Pds } from './support/pds.mjs'

let pds
before(async () => { pds = await Pds.start() })
after(() => pds?.end())

const time = (second) => new Date(Date.UTC(2024, 0, 1, 0, 0, second)).toISOString()
const tables = `
  create table "invite_code" ("code" varchar primary key, "availableUses" integer not null, "disabled" int2 default 0,
    "forAccount" varchar not null, "createdBy" varchar not null, "createdAt" varchar not null);
  create table "invite_code_use" ("code" varchar not null, "usedBy" varchar not null, "usedAt" varchar not null,
    constraint "invite_code_use_pkey" primary key ("code", "usedBy"));
  create table "actor" ("did" varchar primary key, "handle" varchar);`

function make(name, codes, uses = []) {
  const path = join(pds.folder, name)
  const file = new DatabaseSync(path)
  file.exec(tables)
  const [code, use] = [file.prepare('insert into invite_code values (?, ?, ?, ?, ?, ?)'),
    file.prepare('insert into invite_code_use values (?, ?, ?)')]
  file.exec('begin')
  for (const row of codes) code.run(...row)
  for (const row of uses) use.run(...row)
  file.exec('commit')
  file.close()
  return path
}

function rows(path) {
  const file = new DatabaseSync(path, { readOnly: true })
  const read = (table, order) => file.prepare(`select * from ${table} order by ${order}`).all().map((row) => ({ ...row }))
  const all = { codes: read('invite_code', 'code'), uses: read('invite_code_use', 'code, usedBy') }
  file.close()
  return all
}

test('Codes of a reference PDS come with their uses, redeem as before and leave as they came', async () => {
  const path = make('account.sqlite', [
    ['bsky-social-open1-aaaaa', 3, 0, 'did:plc:host', 'did:plc:host', time(1)],
    ['bsky-social-spent-aaaaa', 1, 0, 'admin', 'admin', time(2)],
    ['bsky-social-endex-aaaaa', 5, 1, 'admin', 'admin', time(3)],
    ['bsky-social-deadx-aaaaa', 0, 0, 'did:plc:host', 'admin', time(3)],
  ], [
    ['bsky-social-open1-aaaaa', 'did:plc:first', time(10)],
    ['bsky-social-open1-aaaaa', 'did:plc:second', time(20)],
    ['bsky-social-spent-aaaaa', 'did:plc:host', time(5)],
  ])
  const imported = await pds.run('import', path)
  assert.deepEqual([imported.code, imported.output], [0, `Imported 4 codes with 3 uses from ${path}.`])
  const again = await pds.run('import', path)
  assert.deepEqual([again.code, again.output], [1, `Nothing was imported: codes of ${path} are here already.`])

  const out = join(pds.folder, 'out.sqlite')
  const exported = await pds.run('export', 'out.sqlite')
  assert.deepEqual([exported.code, exported.output], [0, 'Exported 4 codes with their uses to out.sqlite.'])
  assert.deepEqual(rows(out), rows(path))
  assert.equal((await pds.run('export', 'out.sqlite')).code, 1)

  const listed = await pds.find('bsky-social-open1-aaaaa')
  assert.deepEqual(listed, {
    code: 'bsky-social-open1-aaaaa', available: 3, disabled: false, forAccount: 'did:plc:host', createdBy: 'did:plc:host',
    createdAt: time(1),
    uses: [{ usedBy: 'did:plc:second', usedAt: time(20) }, { usedBy: 'did:plc:first', usedAt: time(10) }],
  })
  for (const code of ['bsky-social-spent-aaaaa', 'bsky-social-endex-aaaaa', 'bsky-social-deadx-aaaaa'])
    await assert.rejects(pds.signUp(code), { error: 'InvalidInviteCode' })
  const guest = await pds.signUp('bsky-social-open1-aaaaa')
  const info = await pds.admin('admin.getAccountInfo', { did: guest.did })
  assert.equal(info.invitedBy.forAccount, 'did:plc:host')
  await assert.rejects(pds.signUp('bsky-social-open1-aaaaa'), { error: 'InvalidInviteCode' })
})

test('Codes that sign-ups used here leave with those uses and with those that were earned', async () => {
  const code = await pds.code({ useCount: 2 })
  const guest = await pds.signUp(code)
  const path = join(pds.folder, 'later.sqlite')
  assert.equal((await pds.run('export', path)).code, 0)
  const { codes, uses } = rows(path)
  assert.deepEqual(codes.find((row) => row.code === code).availableUses, 2)
  const listed = await pds.find(code)
  assert.deepEqual(uses.filter((row) => row.code === code), [{ code, usedBy: guest.did, usedAt: listed.uses[0].usedAt }])
  assert.deepEqual(await own(guest), [])
})

test('A file with one bad row imports nothing and the message names the row', async () => {
  const good = Array.from({ length: 1_000 }, (_, index) => [`bsky-social-${index}`, 1, 0, 'admin', 'admin', time(index)])
  const before = await pds.list()
  for (const [name, bad, fault] of [
    ['owner', ['bsky-social-bad', 1, 0, 'nobody', 'admin', time(1)], 'forAccount is neither admin nor a DID'],
    ['date', ['bsky-social-bad', 1, 0, 'admin', 'admin', 'soon'], 'createdAt is not a date'],
  ]) {
    const { code, output } = await pds.run('import', make(`${name}.sqlite`, [...good, bad]))
    assert.equal(code, 1)
    assert.match(output, new RegExp(`invite_code row 1001 cannot be taken: ${fault}`))
    assert.ok(!output.includes('bsky-social-'))
  }
  const orphan = await pds.run('import', make('orphan.sqlite', good, [['bsky-social-gone', 'did:plc:x', time(1)]]))
  assert.equal(orphan.code, 1)
  assert.match(orphan.output, /invite_code_use row 1 cannot be taken/)
  assert.deepEqual(await pds.list(), before)
})

test('A command that is called wrongly says how it is called', async () => {
  const missing = await pds.run('import')
  assert.deepEqual([missing.code, missing.output], [2, 'Usage: PdsHost [import|export FILE] [--setting value]'])
  for (const slip of ['impotr', 'Import']) assert.equal((await pds.run(slip, 'absent.sqlite')).code, 2)
  const absent = await pds.run('import', 'absent.sqlite')
  assert.equal(absent.code, 1)
  assert.match(absent.output, /there is no file absent\.sqlite/)
  assert.equal((await pds.run('import', 'absent.sqlite', '--AtInvites:Store', 'memory')).code, 2)
})
