/** The lease of the vault: what can be read, until when, by whom, and what a clock turned back is worth. */
import { expect, test } from 'vitest'
import { memoryChest } from './chest.fake'
import { isFull } from './chest'
import { pack, unpack } from './pack'
import { SLACK, vaultOver, VaultClosed } from './vault'

const HOUR = 3_600_000
const KEY = new Uint8Array(32).fill(7)
const OTHER = new Uint8Array(32).fill(8)

function device() {
  const chest = memoryChest()
  const clock = { now: 1_000 * HOUR }
  /** As after the page was closed and opened: nothing but the database is left. */
  const reopened = () =>
    vaultOver(
      async () => chest,
      () => clock.now,
    )
  return { chest, clock, reopened, vault: reopened() }
}
const note = { text: 'Đề nghị làm rõ', points: [[0.1, 0.2, 0.5]] }

test('values come back as they were, bytes within them too', () => {
  const value = { a: [1, null, 'đ'], file: new Uint8Array([1, 2, 3]), deep: { more: new Uint8Array(0) } }

  expect(unpack(pack(value))).toEqual(value)
  expect(unpack(pack(new Uint8Array([9])))).toEqual(new Uint8Array([9]))
  expect(unpack(pack(null))).toBeNull()
})

test('without a lease there is no vault', async () => {
  const { vault } = device()

  expect(await vault.open()).toBeNull()
  expect(vault.holding.value).toBe('none')
})

test('what was put is read again after the page was closed, and is nowhere in clear', async () => {
  const { vault, chest, clock, reopened } = device()
  const kept = await vault.grant('12', KEY, clock.now + HOUR)
  await kept!.put('note', '4/a', note)
  await kept!.put('note', '4/b', note)
  await kept!.put('note', '5/a', note)

  expect(vault.holding.value).toBe('open')
  expect(vault.until.value).toEqual(new Date(clock.now + HOUR))
  const again = await reopened().open()

  expect(await again!.get('note', '4/a')).toEqual(note)
  expect(await again!.all('note', '4/')).toEqual([
    ['4/a', note],
    ['4/b', note],
  ])
  expect(await again!.get('paper', '4/a')).toBeUndefined()
  const stored = [...chest.rows.values()].map(({ data }) => new TextDecoder().decode(data)).join('')
  expect(stored.includes('làm rõ')).toBe(false)
})

test('the key in the database cannot be read by any script', async () => {
  const { vault, chest, clock } = device()
  await vault.grant('12', KEY, clock.now + HOUR)

  const { key } = (await chest.lease())!

  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

test('a record that was moved to another name is not read', async () => {
  const { vault, chest, clock } = device()
  const kept = await vault.grant('12', KEY, clock.now + HOUR)
  await kept!.put('note', 'mine', note)
  chest.rows.set('note/yours', chest.rows.get('note/mine')!)

  expect(await kept!.get('note', 'yours')).toBeUndefined()
})

test('when the lease is over the key is gone, an open page reads nothing more, and it says so', async () => {
  const { vault, chest, clock, reopened } = device()
  const kept = await vault.grant('12', KEY, clock.now + HOUR)
  await kept!.put('note', 'a', note)

  clock.now += HOUR + 1

  expect(await kept!.get('note', 'a')).toBeUndefined()
  expect(await kept!.all('note')).toEqual([])
  await expect(kept!.put('note', 'b', note)).rejects.toThrow(VaultClosed)
  expect(vault.holding.value).toBe('over')
  expect(await chest.lease()).toBeUndefined()
  clock.now -= HOUR
  expect(await reopened().open()).toBeNull()
})

test('the server gives the key again, and what waited is there', async () => {
  const { vault, clock, reopened } = device()
  await (await vault.grant('12', KEY, clock.now + HOUR))!.put('outbox', 'a', note)
  clock.now += 2 * HOUR
  await vault.open()

  const again = await reopened().grant('12', KEY, clock.now + HOUR)

  expect(await again!.get('outbox', 'a')).toEqual(note)
})

test('a clock that is turned back to outlive the lease ends it', async () => {
  const { vault, clock, reopened } = device()
  await vault.grant('12', KEY, clock.now + 10 * HOUR)
  clock.now += 5 * HOUR
  await vault.open()

  clock.now -= HOUR
  const later = reopened()

  expect(await later.open()).toBeNull()
  expect(later.holding.value).toBe('turnedBack')
})

test('why it ended is still known after it was locked once more', async () => {
  const { vault, clock } = device()
  await vault.grant('12', KEY, clock.now + HOUR)
  clock.now += 2 * HOUR
  await vault.open()

  await vault.lock()

  expect(vault.holding.value).toBe('over')
})

test('a clock that is corrected by a minute ends nothing', async () => {
  const { vault, clock, reopened } = device()
  await vault.grant('12', KEY, clock.now + HOUR)
  clock.now -= SLACK

  expect(await reopened().open()).not.toBeNull()
})

test('another person on the same device finds nothing of the earlier one', async () => {
  const { vault, chest, clock } = device()
  await (await vault.grant('12', KEY, clock.now + HOUR))!.put('note', 'a', note)

  const theirs = await vault.grant('13', OTHER, clock.now + HOUR)

  expect(await theirs!.get('note', 'a')).toBeUndefined()
  expect(chest.rows.size).toBe(0)
  expect(await vault.owner()).toBe('13')
})

test('with a new key what was sealed with the old one is as good as gone', async () => {
  const { vault, clock } = device()
  await (await vault.grant('12', KEY, clock.now + HOUR))!.put('note', 'a', note)

  const again = await vault.grant('12', OTHER, clock.now + HOUR)

  expect(await again!.get('note', 'a')).toBeUndefined()
  expect(await again!.all('note')).toEqual([])
})

test('what is being written while the lease is renewed is written, and while it is destroyed is not', async () => {
  const { vault, chest, clock } = device()
  const kept = (await vault.grant('12', KEY, clock.now + HOUR))!

  await Promise.all([kept.put('note', 'a', note), vault.grant('12', KEY, clock.now + 2 * HOUR)])
  expect(await kept.get('note', 'a')).toEqual(note)

  const writing = kept.put('note', 'b', note)
  await vault.destroy()
  await expect(writing).rejects.toThrow(VaultClosed)
  expect(chest.rows.size).toBe(0)
})

test('two tabs of one page: what one renews the other reads on', async () => {
  const { vault, clock, reopened } = device()
  const [one, other] = [vault, reopened()]
  await (await one.grant('12', KEY, clock.now + HOUR))!.put('note', 'a', note)
  const theirs = await other.open()
  await one.grant('12', KEY, clock.now + 3 * HOUR)

  clock.now += 2 * HOUR

  expect(await theirs!.get('note', 'a')).toEqual(note)
})

test('two tabs of one page: what is on its way while the other destroys the vault is not written', async () => {
  const { vault, chest, clock, reopened } = device()
  const [one, other] = [vault, reopened()]
  const kept = (await one.grant('12', KEY, clock.now + HOUR))!
  const write = chest.write.bind(chest)
  // Sealed already, and at the door of the database when the other tab signs out.
  chest.write = async (...row) => {
    await other.destroy()
    return write(...row)
  }

  await expect(kept.put('note', 'a', note)).rejects.toThrow(VaultClosed)

  expect([chest.rows.size, await chest.lease(), await one.owner()]).toEqual([0, undefined, undefined])
  expect(one.holding.value).toBe('none')
})

test('two tabs of one page: a lease that was asked for before the other signed out is not begun', async () => {
  const { vault, chest, clock, reopened } = device()
  const [one, other] = [vault, reopened()]
  await one.grant('12', KEY, clock.now + HOUR)
  const asked = await one.generation()
  await other.destroy()

  expect(await one.grant('12', KEY, clock.now + 2 * HOUR, asked)).toBeNull()

  expect([await chest.lease(), await one.owner()]).toEqual([undefined, undefined])
  expect(await one.grant('12', KEY, clock.now + 2 * HOUR)).not.toBeNull()
})

test('two tabs of one page: who notes the time puts no key back that the other gave up', async () => {
  const { vault, chest, clock, reopened } = device()
  const [one, other] = [vault, reopened()]
  await one.grant('12', KEY, clock.now + 10 * HOUR)
  await other.lock()

  clock.now += HOUR
  await one.see()

  expect(await chest.lease()).toBeUndefined()
})

test('locking keeps what waits, destroying keeps nothing', async () => {
  const { vault, chest, clock } = device()
  const kept = await vault.grant('12', KEY, clock.now + HOUR)
  await kept!.put('note', 'a', note)

  await vault.lock()
  expect(await vault.open()).toBeNull()
  expect([chest.rows.size, await vault.owner()]).toEqual([1, '12'])

  await vault.destroy()
  expect([chest.rows.size, await vault.owner()]).toEqual([0, undefined])
})

test('names that begin alike are removed together, others stay', async () => {
  const { vault, clock } = device()
  const kept = await vault.grant('12', KEY, clock.now + HOUR)
  for (const name of ['part/4/1/0', 'part/4/1/1', 'part/4/10/0']) await kept!.put('paper', name, name)

  await kept!.removeAll('paper', 'part/4/1/')

  expect(await kept!.keys('paper')).toEqual(['part/4/10/0'])
})

test('a full device is told apart from other troubles', async () => {
  const { vault, chest, clock } = device()
  const kept = await vault.grant('12', KEY, clock.now + HOUR)
  chest.full = true

  const problem = await kept!.put('note', 'a', note).catch((caught: unknown) => caught)

  expect(isFull(problem)).toBe(true)
  expect(isFull({ name: 'AbortError', inner: { name: 'QuotaExceededError' } })).toBe(true)
  expect(isFull(new Error('else'))).toBe(false)
  expect(isFull(undefined)).toBe(false)
})
