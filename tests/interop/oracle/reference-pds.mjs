// The reference's PDS with a Jetstream over it, until the input ends. The first line says where they are; then each line asks
// for one thing: {"account": name} signs up, {"drop": true} cuts the Jetstream's connections, {"send": text} sends a frame.
import { createInterface } from 'node:readline'
import { startJetstream } from '../support/jetstream.mjs'
import { startReferencePds } from '../support/reference-pds.mjs'

const pds = await startReferencePds()
const jetstream = await startJetstream({ pdsUrl: pds.url, plcUrl: pds.plcUrl })
const say = (value) => console.log(JSON.stringify(value))
say({ pds: pds.url, jetstream: jetstream.url })

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { account, drop, send } = JSON.parse(line)
  if (drop) jetstream.dropConnections()
  if (send !== undefined) jetstream.send(send)
  say(account ? await signUp(account) : {})
}
// Throws if an event of the PDS could not be verified.
await jetstream.close()
await pds.close()

async function signUp(name) {
  const { did, accessJwt } = await pds.createAccount(name)
  return { did, token: accessJwt, expired: pds.expire(accessJwt) }
}
