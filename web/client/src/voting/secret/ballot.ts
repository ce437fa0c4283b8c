/** What goes into the box, octet by octet as voting/secret/ballot.py has it, and how it is found again. */
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { ascii, fourOctets, hex, joined, sha256, unhex, type Bytes } from './bytes'
import type { Token } from './token'

const FORMAT = 1
const PADDED = 256
export const SIZE = 806

export interface Sealed {
  body: Bytes
  tracker: string
}

const suite = () =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() })

export const infoOf = (poll: Uint8Array, serial: Uint8Array, version: number): Bytes =>
  joined(ascii('nghi-truong box|'), poll, serial, fourOctets(version))

/** Every choice fills the same number of octets. */
export function padded(choice: string): Bytes {
  const said = ascii(choice)
  if (said.length > PADDED - 2) throw new RangeError('too long a choice')
  const whole = new Uint8Array(PADDED)
  whole.set([said.length >>> 8, said.length & 255])
  whole.set(said, 2)
  return whole
}

/** Seal the choice for the counting board. `version` is above that of every earlier ballot of this token. */
export async function seal(token: Token, choice: string, version: number, boxKey: string): Promise<Sealed> {
  const poll = unhex(token.poll)
  const serial = unhex(token.serial)
  const hpke = suite()
  const recipientPublicKey = await hpke.kem.deserializePublicKey(unhex(boxKey))
  const info = infoOf(poll, serial, version)
  const { enc, ct } = await hpke.seal({ recipientPublicKey, info }, padded(choice))
  const box = joined(new Uint8Array(enc), new Uint8Array(ct))
  const tracker = await sha256(Uint8Array.from([0]), poll, serial, await sha256(box))
  const signature = unhex(token.signature)
  const body = joined(Uint8Array.from([FORMAT]), poll, serial, signature, fourOctets(version), box)
  return { body, tracker: hex(tracker) }
}

/** The root of the tree over the trackers: RFC 6962 §2.1, the leaves being hashed already. */
export async function rootOf(leaves: string[]): Promise<string> {
  if (!leaves.length) return hex(await sha256())
  if (leaves.length === 1) return leaves[0] ?? ''
  let middle = 1
  while (2 * middle < leaves.length) middle *= 2
  const [left, right] = await Promise.all([rootOf(leaves.slice(0, middle)), rootOf(leaves.slice(middle))])
  return hex(await sha256(Uint8Array.from([1]), unhex(left), unhex(right)))
}

/** What the device can say of its own ballot once the box is sealed. */
export type Found = 'FOUND' | 'MISSING' | 'WRONG_ROOT'

/** Look for one's tracker under the root that was announced before the box was opened. */
export async function lookFor(tracker: string, list: string[], root: string): Promise<Found> {
  if ((await rootOf(list)) !== root) return 'WRONG_ROOT'
  return list.includes(tracker) ? 'FOUND' : 'MISSING'
}
