// The reference's DAG-CBOR of JSON values and the CID of each: {"cbor": hex, "cid": text}, or null where it refuses.
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { jsonToLex } from '@atproto/lexicon'
import { answerLines } from './lines.mjs'

await answerLines(async (text) => {
  try {
    const cbor = dagCbor.encode(jsonToLex(JSON.parse(text)))
    const cid = CID.createV1(dagCbor.code, await sha256.digest(cbor))
    return { cbor: Buffer.from(cbor).toString('hex'), cid: cid.toString() }
  } catch {
    return null
  }
})
