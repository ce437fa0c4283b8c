// @vitest-environment node
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { expect, test } from 'vitest'
import ours from '../../../../../tests/vectors/secret-ballot.json'
import { infoOf, lookFor, padded, rootOf, seal, SIZE } from './ballot'
import { hex, joined, sha256, unhex } from './bytes'

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})
const token = { poll: ours.poll, serial: ours.tablet.serial, signature: ours.tablet.signature }

async function boxSecret() {
  return suite.kem.deserializePrivateKey(unhex(ours.box_secret))
}

async function opened(body: string): Promise<string> {
  const bytes = unhex(body)
  const version = new DataView(bytes.buffer).getUint32(465)
  const info = infoOf(bytes.slice(1, 17), bytes.slice(17, 81), version)
  const box = bytes.slice(469)
  const plain = await suite.open(
    { recipientKey: await boxSecret(), enc: box.slice(0, 65), info },
    box.slice(65),
  )
  const whole = new Uint8Array(plain)
  return new TextDecoder().decode(whole.slice(2, 2 + whole[0]! * 256 + whole[1]!))
}

test('the vector of RFC 9180 A.3.1 passes: DHKEM(P-256), HKDF-SHA256, AES-128-GCM', async () => {
  const recipientKey = await suite.kem.deserializePrivateKey(
    unhex('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'),
  )
  const plain = await suite.open(
    {
      recipientKey,
      enc: unhex(
        '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
      ),
      info: unhex('4f6465206f6e2061204772656369616e2055726e'),
    },
    unhex('5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434'),
    unhex('436f756e742d30'),
  )

  expect(hex(new Uint8Array(plain))).toBe('4265617574792069732074727574682c20747275746820626561757479')
})

test.each(['python', 'tablet'] as const)('a ballot made by the %s opens here', async (by) => {
  expect(await opened(ours[by].body)).toBe(ours[by].choice)
})

test.each(['YES', 'NO', '', '1,2,3,4,5,6,7'])('the choice "%s" makes a body of one size', async (choice) => {
  const { body } = await seal(token, choice, 1, ours.box_key)

  expect(body).toHaveLength(SIZE)
  expect(await opened(hex(body))).toBe(choice)
})

test('the same choice looks different each time, and its tracker with it', async () => {
  const [one, two] = await Promise.all([
    seal(token, 'YES', 1, ours.box_key),
    seal(token, 'YES', 1, ours.box_key),
  ])

  expect(hex(one.body)).not.toBe(hex(two.body))
  expect(one.tracker).not.toBe(two.tracker)
})

test('too long a choice is not sealed', () => {
  expect(() => padded('x'.repeat(255))).toThrow(RangeError)
})

test('the root is that of RFC 6962, and that of the vectors', async () => {
  const leaf = async (n: number) => hex(await sha256(Uint8Array.from([0, n])))
  const leaves = await Promise.all([0, 1, 2, 3, 4].map(leaf))
  const pair = async (a: string, b: string) =>
    hex(await sha256(joined(Uint8Array.from([1]), unhex(a), unhex(b))))
  const left = await pair(await pair(leaves[0]!, leaves[1]!), await pair(leaves[2]!, leaves[3]!))

  expect(await rootOf(leaves)).toBe(await pair(left, leaves[4]!))
  expect(await rootOf([])).toBe(hex(await sha256()))
  expect(await rootOf([ours.python.tracker, ours.tablet.tracker].sort())).toBe(ours.root)
})

test('one finds one’s own tracker only under the root that was announced', async () => {
  const list = [ours.python.tracker, ours.tablet.tracker].sort()

  expect(await lookFor(ours.tablet.tracker, list, ours.root)).toBe('FOUND')
  expect(await lookFor('00'.repeat(32), list, ours.root)).toBe('MISSING')
  expect(await lookFor(ours.tablet.tracker, [ours.tablet.tracker], ours.root)).toBe('WRONG_ROOT')
})
