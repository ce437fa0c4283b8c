/**
 * The token of one voter in one vote, drawn here: the server signs it blindly (RFC 9474,
 * RSABSSA-SHA384-PSS-Randomized) and never sees it until it comes back with a ballot, from nobody.
 */
import { ascii, hex, joined, unhex, type Bytes } from './bytes'

const PREFIX = 32
const SERIAL = 64

/** Drawn, and not yet signed; in hex, as it is kept until the closing. */
export interface Drawn {
  poll: string
  serial: string
  blinded: string
  inverse: string
}

export interface Token {
  poll: string
  serial: string
  signature: string
}

export const messageOf = (poll: Uint8Array, serial: Uint8Array): Bytes =>
  joined(serial.subarray(0, PREFIX), ascii('nghi-truong ballot|'), poll, serial.subarray(PREFIX))

async function suite() {
  // Fetched when a secret vote is on: nobody else needs it.
  const { RSABSSA } = await import('@cloudflare/blindrsa-ts')
  return RSABSSA.SHA384.PSS.Randomized()
}

const imported = (signingKey: string) =>
  crypto.subtle.importKey('spki', unhex(signingKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])

export async function draw(poll: string, signingKey: string): Promise<Drawn> {
  const serial = crypto.getRandomValues(new Uint8Array(SERIAL))
  const message = messageOf(unhex(poll), serial)
  const { blindedMsg, inv } = await (await suite()).blind(await imported(signingKey), message)
  return { poll, serial: hex(serial), blinded: hex(blindedMsg), inverse: hex(inv) }
}

/** Raises an Error when the answer is no signature of what was drawn. */
export async function take(drawn: Drawn, blindSignature: string, signingKey: string): Promise<Token> {
  const message = messageOf(unhex(drawn.poll), unhex(drawn.serial))
  const signature = await (
    await suite()
  ).finalize(await imported(signingKey), message, unhex(blindSignature), unhex(drawn.inverse))
  return { poll: drawn.poll, serial: drawn.serial, signature: hex(signature) }
}
