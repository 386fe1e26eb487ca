// What can be done to a token before or after it is signed, each by its name, and the rules by which the host judges apart
// from the reference.
import { randomBytes } from 'node:crypto'
import { newPlcDid } from './account.mjs'
import { serviceDid } from './host.mjs'
import { encode, highS, withSignature } from './tokens.mjs'

const now = () => Math.floor(Date.now() / 1000)
const header = (members) => (made) => { Object.assign(made.header, members) }
const claims = (members) => (made) => { Object.assign(made.claims, typeof members === 'function' ? members() : members) }
const without = (part, name) => (made) => { delete made[part][name] }
const shape = (reshape) => (made) => {
  const before = made.reshape
  made.reshape = (token, signature) => reshape(before(token, signature), made)
}
const parts = (change) => shape((token) => change(token.split('.')).join('.'))

export const changes = {
  'nothing': () => {},
  'typ absent': without('header', 'typ'),
  'typ in lower case': header({ typ: 'jwt' }),
  'typ of an access token': header({ typ: 'at+jwt' }),
  'typ of a refresh token': header({ typ: 'refresh+jwt' }),
  'typ of a proof': header({ typ: 'dpop+jwt' }),
  'typ of an access token in upper case': header({ typ: 'AT+JWT' }),
  'typ of an access token with application/': header({ typ: 'application/at+jwt' }),
  'typ a number': header({ typ: 5 }),
  'alg absent': without('header', 'alg'),
  'alg none': header({ alg: 'none' }),
  'alg HS256': header({ alg: 'HS256' }),
  'alg of the other curve': (made, accounts) => { made.header.alg = accounts[1].keypair.jwtAlg },
  'alg in lower case': (made) => { made.header.alg = String(made.header.alg).toLowerCase() },
  'kid': header({ kid: 'atproto' }),
  'crit': header({ crit: ['b64'] }),
  'iss absent': without('claims', 'iss'),
  'iss a number': claims({ iss: 7 }),
  'iss not a DID': claims({ iss: 'alice.example.com' }),
  'iss another account': (made, accounts) => { made.claims.iss = accounts[1].did },
  'iss unknown': claims(() => ({ iss: newPlcDid() })),
  'iss with the fragment of the key': (made) => { made.claims.iss += '#atproto' },
  'iss with another fragment': (made) => { made.claims.iss += '#atproto_labeler' },
  'aud absent': without('claims', 'aud'),
  'aud another service': claims({ aud: 'did:web:other.example.com' }),
  'aud a list': claims({ aud: [serviceDid] }),
  'aud in upper case': claims({ aud: serviceDid.toUpperCase() }),
  'aud with a fragment': claims({ aud: `${serviceDid}#invites` }),
  'lxm absent': without('claims', 'lxm'),
  'lxm empty': claims({ lxm: '' }),
  'lxm another': claims({ lxm: 'rsvp.atmo.space.getSpace' }),
  'lxm in lower case': claims({ lxm: 'rsvp.atmo.space.listspaces' }),
  'lxm any': claims({ lxm: '*' }),
  'lxm a list': claims({ lxm: ['rsvp.atmo.space.listSpaces'] }),
  'exp absent': without('claims', 'exp'),
  'exp null': claims({ exp: null }),
  'exp text': claims(() => ({ exp: String(now() + 60) })),
  'exp long past': claims(() => ({ iat: now() - 600, exp: now() - 540 })),
  'exp negative': claims({ exp: -1 }),
  'exp seconds ago': claims(() => ({ exp: now() - 10 })),
  'exp with a fraction': claims(() => ({ exp: now() + 60.5 })),
  'exp in four minutes': claims(() => ({ exp: now() + 240 })),
  'exp in an hour': claims(() => ({ exp: now() + 3600 })),
  'exp in milliseconds': claims(() => ({ exp: Date.now() + 60_000 })),
  'iat absent': without('claims', 'iat'),
  'iat a minute ago': claims(() => ({ iat: now() - 60 })),
  'iat in ten seconds': claims(() => ({ iat: now() + 10 })),
  'iat in two minutes': claims(() => ({ iat: now() + 120, exp: now() + 180 })),
  'iat text': claims({ iat: 'now' }),
  'nbf in two minutes': claims(() => ({ nbf: now() + 120 })),
  'nbf a minute ago': claims(() => ({ nbf: now() - 60 })),
  // Without a jti, what is signed tells one token from another: two of one second must differ in something else.
  'jti absent': (made) => {
    delete made.claims.jti
    made.claims.other = randomBytes(16).toString('hex')
  },
  'jti empty': claims({ jti: '' }),
  'jti a number': claims({ jti: 7 }),
  'jti long': claims(() => ({ jti: randomBytes(300).toString('hex') })),
  'a claim more': claims({ scope: 'atproto', nested: { deep: [1, { er: true }] } }),
  'another key': (made, accounts) => { made.keypair = accounts[1].keypair },
  'a signature bit': shape((token) => withSignature(token, (bytes) => { bytes[bytes.length >> 1] ^= 4; return bytes })),
  'no signature': parts(([head, body]) => [head, body, '']),
  'a short signature': shape((token) => withSignature(token, (bytes) => bytes.subarray(0, 63))),
  'a long signature': shape((token) => withSignature(token, (bytes) => Buffer.concat([bytes, Buffer.of(0)]))),
  'the other signature that fits': shape((token, made) =>
    withSignature(token, (bytes) => bytes.length === 64 ? highS(bytes, made.keypair.jwtAlg) : bytes)),
  'a claim changed after signing': parts(([head, , sign]) => [head, encode({ iss: 'did:web:other.example.com' }), sign]),
  'two parts': parts(([head, body]) => [head, body]),
  'four parts': parts((all) => [...all, all.at(-1)]),
  'header no JSON': parts(([, body, sign]) => [encode('{'), body, sign]),
  'header a list': parts(([, body, sign]) => [encode([]), body, sign]),
  'claims no JSON': parts(([head, , sign]) => [head, encode('iss'), sign]),
  'claims null': parts(([head, , sign]) => [head, encode('null'), sign]),
  'padding': parts(([head, body, sign]) => [head, body, `${sign}==`]),
}

const refuses = (why) => ({ host: 'refuses', why })

/** Where the host judges otherwise, and why. */
export const stated = {
  'typ of an access token in upper case': refuses('RFC 7515, section 4.1.9: the case of a media type says nothing'),
  'typ of an access token with application/': refuses('RFC 7515, section 4.1.9: application/ may be there or not'),
  'typ a number': refuses('RFC 7515, section 4.1.9: a string'),
  'crit': refuses('RFC 7515, section 4.1.11: an extension that is not understood must be refused'),
  'exp seconds ago': { host: 'accepts', why: 'clocks may be 30 seconds apart (RFC 7519, section 4.1.4: a small leeway)' },
  'exp in an hour': refuses('a token may live five minutes'),
  'exp in milliseconds': refuses('RFC 7519, section 2: a NumericDate is in seconds; this one is beyond the year 9999'),
  'iat in two minutes': refuses('a token of the future is not yet valid, with 30 seconds for clocks apart'),
  'iat text': refuses('RFC 7519, section 4.1.6: a NumericDate'),
  'nbf in two minutes': refuses('RFC 7519, section 4.1.5: must not be accepted before'),
  'jti empty': refuses('a token works once, and jti tells it from others'),
  'jti a number': refuses('RFC 7519, section 4.1.7: a string'),
  'padding': refuses('RFC 7515, section 2: base64url without padding'),
}
