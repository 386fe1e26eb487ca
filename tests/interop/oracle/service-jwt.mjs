// The reference's service auth. {"mint": {curve, iss, aud, lxm}} answers a new key and a token signed with it;
// {"verify": {token, key, aud, lxm}} answers the reference's verdict: null, or the name of its refusal.
import { createInterface } from 'node:readline'
import { P256Keypair, Secp256k1Keypair } from '@atproto/crypto'
import { createServiceJwt, verifyJwt } from '@atproto/xrpc-server'

const curves = { ES256K: Secp256k1Keypair, ES256: P256Keypair }

async function mint({ curve, ...claims }) {
  const keypair = await curves[curve].create()
  return { multikey: keypair.did().slice('did:key:'.length), token: await createServiceJwt({ ...claims, keypair }) }
}

async function verify({ token, key, aud, lxm }) {
  try {
    await verifyJwt(token, aud, lxm, async () => `did:key:${key}`)
    return { refused: null }
  } catch (error) {
    return { refused: error.customErrorName ?? error.name }
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const asked = JSON.parse(line)
  console.log(JSON.stringify(asked.mint ? await mint(asked.mint) : await verify(asked.verify)))
}
