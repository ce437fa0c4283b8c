/** The notes on the disk of the device: in the order of the changes, each person's apart, and a full disk is said. */
import { expect, test, vi } from 'vitest'
import { VaultClosed } from '@/stream/vault'
import type { Row } from './book'
import { AGAIN, createKeeping } from './keeping'

const row = (id: string, dirty = true) => ({ note: { id }, dirty, edit: 1, sent: false }) as Row

function createDisk() {
  const kept = new Map<string, unknown>()
  let trouble: Error | null = null
  const drawer = {
    get: async <T>(table: string, key: string) => kept.get(`${table}/${key}`) as T | undefined,
    all: async <T>(table: string, prefix = '') =>
      [...kept]
        .filter(([key]) => key.startsWith(`${table}/${prefix}`))
        .map(([key, value]) => [key, value] as [string, T]),
    put: async (table: string, key: string, value: unknown) => {
      if (trouble) throw trouble
      kept.set(`${table}/${key}`, value)
    },
    remove: async (table: string, key: string) => void kept.delete(`${table}/${key}`),
  }
  return { kept, drawer, fail: (problem: Error | null) => void (trouble = problem) }
}

test('what was written is there again for the same person at the same meeting only', async () => {
  const { drawer } = createDisk()
  const keeping = createKeeping(async () => drawer)
  keeping.turnTo('7', '1')
  await keeping.save('a', row('a'))
  await keeping.save('b', row('b'))
  await keeping.save('b', null)
  await keeping.saveTide(12)

  expect(await keeping.recall()).toEqual({ rows: [row('a')], tide: 12 })
  keeping.turnTo('8', '1')
  expect(await keeping.recall()).toEqual({ rows: [], tide: 0 })
})

test('a full disk is said until there is room again', async () => {
  const { drawer, fail } = createDisk()
  const keeping = createKeeping(async () => drawer)
  keeping.turnTo('7', '1')

  fail(new DOMException('no room', 'QuotaExceededError'))
  await keeping.save('a', row('a'))
  expect(keeping.full.value).toBe(true)

  fail(null)
  await keeping.save('a', row('a'))
  expect(keeping.full.value).toBe(false)
})

test('what there was no room for is on the disk as soon as there is, the newest of it', async () => {
  vi.useFakeTimers()
  const { kept, drawer, fail } = createDisk()
  const keeping = createKeeping(async () => drawer)
  keeping.turnTo('7', '1')
  fail(new DOMException('no room', 'QuotaExceededError'))
  await keeping.save('a', row('a'))
  await keeping.save('a', row('a', false))
  await keeping.save('b', row('b'))
  expect([kept.size, keeping.full.value, keeping.writing.value]).toEqual([0, true, true])

  await vi.advanceTimersByTimeAsync(AGAIN)
  expect(keeping.full.value).toBe(true)
  fail(null)
  await vi.advanceTimersByTimeAsync(AGAIN)

  expect((await keeping.recall())?.rows).toEqual([row('a', false), row('b')])
  expect([keeping.full.value, keeping.writing.value]).toEqual([false, false])
  vi.useRealTimers()
})

test('a lease that ended meanwhile is no full disk', async () => {
  const { drawer, fail } = createDisk()
  const keeping = createKeeping(async () => drawer)
  keeping.turnTo('7', '1')

  fail(new VaultClosed())
  await keeping.save('a', row('a'))

  expect(keeping.full.value).toBe(false)
})

test('without a vault nothing is kept, and nothing is recalled', async () => {
  const keeping = createKeeping(async () => null)
  keeping.turnTo('7', '1')

  await keeping.save('a', row('a'))

  expect([await keeping.recall(), keeping.full.value]).toEqual([null, false])
})

test('until the disk has a note it is said to be on its way, on a full disk too', async () => {
  const { drawer, fail } = createDisk()
  const keeping = createKeeping(async () => drawer)
  keeping.turnTo('7', '1')
  expect(keeping.writing.value).toBe(false)
  const done = keeping.save('a', row('a'))
  expect(keeping.writing.value).toBe(true)
  await done
  expect(keeping.writing.value).toBe(false)
  fail(new Error('QuotaExceededError'))
  await keeping.save('b', row('b'))
  expect([keeping.writing.value, keeping.full.value]).toEqual([true, true])
})
