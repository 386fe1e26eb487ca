// Tokens put together by hand, for what the reference's own maker would not make.
import { randomBytes } from 'node:crypto'
import { serviceDid } from './host.mjs'

export const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** The header and claims of a good token, as a plain object to change before signing. */
export function draft(account, lxm) {
  const iat = Math.floor(Date.now() / 1000)
  return {
    header: { typ: 'JWT', alg: account.keypair.jwtAlg },
    claims: { iat, iss: account.did, aud: serviceDid, exp: iat + 60, lxm, jti: randomBytes(16).toString('hex') },
    keypair: account.keypair,
    reshape: (token) => token,
  }
}

/** Signs a draft. A header or claims given as text are taken as they are. */
export async function seal({ header, claims, keypair, reshape }) {
  const signed = `${encode(header)}.${encode(claims)}`
  const signature = Buffer.from(await keypair.sign(Buffer.from(signed)))
  return reshape(`${signed}.${signature.toString('base64url')}`, signature)
}

/** The same token with its signature bytes changed; one of two parts as it is. */
export function withSignature(token, change) {
  const [header, claims, signature] = token.split('.')
  if (signature === undefined) return token
  return `${header}.${claims}.${Buffer.from(change(Buffer.from(signature, 'base64url'))).toString('base64url')}`
}

/** The other of the two signatures that fit: s becomes n - s. */
export function highS(signature, algorithm) {
  const order = algorithm === 'ES256K'
    ? 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
    : 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const s = order - BigInt(`0x${signature.subarray(32).toString('hex')}`)
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')])
}
