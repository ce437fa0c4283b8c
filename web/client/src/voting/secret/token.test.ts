// @vitest-environment node
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { afterEach, expect, test, vi } from 'vitest'
import ours from '../../../../../tests/vectors/secret-ballot.json'
import vectors from '../../../../../tests/vectors/rfc9474.json'
import { hex, unhex, type Bytes } from './bytes'
import { draw, take } from './token'

const octets = (text: string): Bytes => unhex(text.replace(/^0x/, ''))
const url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
const number = (text: string) => BigInt(text.startsWith('0x') ? text : `0x${text}`)
const inOctets = (value: bigint, size: number) => unhex(value.toString(16).padStart(2 * size, '0'))

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (a > 1n) {
    const q = a / b
    ;[a, b, x, y] = [b, a % b, y, x - q * y]
  }
  return ((x % modulus) + modulus) % modulus
}

// The private operation, which a browser never does, takes seconds in JavaScript.
vi.setConfig({ testTimeout: 60_000 })
afterEach(() => vi.restoreAllMocks())

const suites: Record<string, () => ReturnType<typeof RSABSSA.SHA384.PSS.Randomized>> = {
  'RSABSSA-SHA384-PSS-Randomized': () => RSABSSA.SHA384.PSS.Randomized(),
  'RSABSSA-SHA384-PSSZERO-Randomized': () => RSABSSA.SHA384.PSSZero.Randomized(),
  'RSABSSA-SHA384-PSS-Deterministic': () => RSABSSA.SHA384.PSS.Deterministic(),
  'RSABSSA-SHA384-PSSZERO-Deterministic': () => RSABSSA.SHA384.PSSZero.Deterministic(),
}

test.each(vectors)('the vector $name of RFC 9474 passes', async (vector) => {
  const suite = suites[vector.name]!()
  const [n, e] = [octets(vector.n), octets(vector.e)]
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'RSA', n: url(n), e: url(e), alg: 'PS384' },
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['verify'],
  )
  const factor = inOctets(inverse(number(vector.inv), number(vector.n)), n.length)
  const drawn = [octets(vector.salt), factor]
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((into) => {
    ;(into as Uint8Array).set(drawn.shift()!)
    return into
  })

  const { blindedMsg, inv } = await suite.blind(key, octets(vector.input_msg))
  vi.restoreAllMocks()
  const signature = await suite.finalize(key, octets(vector.input_msg), octets(vector.blind_sig), inv)

  expect(hex(blindedMsg)).toBe(vector.blinded_msg)
  expect(hex(signature)).toBe(vector.sig)
})

const signingKey = ours.signing_key

async function signedByUs(blinded: string): Promise<string> {
  const secret = await crypto.subtle.importKey(
    'pkcs8',
    unhex(ours.signing_secret),
    { name: 'RSA-PSS', hash: 'SHA-384' },
    true,
    ['sign'],
  )
  return hex(await RSABSSA.SHA384.PSS.Randomized().blindSign(secret, unhex(blinded)))
}

test('a token is drawn, signed blindly, and taken', async () => {
  const drawn = await draw(ours.poll, signingKey)
  const token = await take(drawn, await signedByUs(drawn.blinded), signingKey)

  expect(token.serial).toBe(drawn.serial)
  expect(token.signature).toHaveLength(2 * 384)
  expect(drawn.blinded).not.toContain(token.signature)
})

test('two draws have nothing in common', async () => {
  const [one, two] = await Promise.all([draw(ours.poll, signingKey), draw(ours.poll, signingKey)])

  expect(one.serial).not.toBe(two.serial)
  expect(one.blinded).not.toBe(two.blinded)
})

test('an answer that signs something else is no token', async () => {
  const [drawn, other] = await Promise.all([draw(ours.poll, signingKey), draw(ours.poll, signingKey)])

  await expect(take(drawn, await signedByUs(other.blinded), signingKey)).rejects.toThrow()
})
