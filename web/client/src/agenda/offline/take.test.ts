/** A download that breaks off and goes on, one that is damaged, and a device that is full. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isFull } from '@/stream/chest'
import { memoryChest } from '@/stream/chest.fake'
import { Unreachable } from '@/stream/http'
import { vaultOver, type Vault } from '@/stream/vault'
import { assembled, PART, type Kept } from './papers'
import { bytesFrom, Damaged, take } from './take'

const SIZE = 2 * PART + 500
const FILE = Uint8Array.from({ length: SIZE }, (_, at) => (at * 7 + (at >> 11)) % 256)
const chest = memoryChest()
let vault: Vault
let row: Kept

beforeEach(async () => {
  await chest.clear()
  chest.full = false
  const opened = await vaultOver(async () => chest).grant('12', new Uint8Array(32), Date.now() + 60_000)
  vault = opened!
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', FILE))
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  row = {
    document: '4',
    version: 2,
    meeting: '1',
    meetingName: '',
    title: '',
    size: SIZE,
    sha256,
    parts: 0,
    whole: false,
    at: '',
  }
  vi.stubGlobal('fetch', async () =>
    Response.json({ document: '4', version: 2, pages: [{ no: 1, text: 'Điện Biên' }] }),
  )
})
afterEach(() => vi.unstubAllGlobals())

/** A line that gives the file in pieces of an odd size, and breaks after `most` bytes. */
function lineWith(file: Uint8Array, most = Infinity) {
  const asked: number[] = []
  async function* bytes(_url: string, from: number) {
    asked.push(from)
    let given = 0
    for (let at = from; at < file.byteLength; at += 70_001) {
      const piece = file.subarray(at, at + 70_001)
      given += piece.byteLength
      if (given > most) throw new Unreachable()
      yield piece
    }
  }
  return { asked, bytes }
}
const signal = new AbortController().signal
const told: number[] = []
const tell = (have: number) => void told.push(have)

test('a file is kept as it was sent, with its text, and is then whole', async () => {
  const { bytes } = lineWith(FILE)

  await take(vault, row, { signal, tell, bytes })

  expect(row).toMatchObject({ parts: 3, whole: true })
  expect(await assembled(vault, row)).toEqual(FILE)
  expect(await vault.get('text', '4/2')).toMatchObject({ pages: [{ no: 1, text: 'Điện Biên' }] })
  expect(told.at(-1)).toBe(SIZE)
})

test('a download that breaks off goes on after the last whole part', async () => {
  await expect(
    take(vault, row, { signal, tell, bytes: lineWith(FILE, PART + 300_000).bytes }),
  ).rejects.toThrow(Unreachable)
  const kept = (await vault.get<Kept>('paper', 'meta/4/2'))!
  expect([kept.parts, kept.whole]).toEqual([1, false])

  const again = lineWith(FILE)
  await take(vault, kept, { signal, tell, bytes: again.bytes })

  expect(again.asked).toEqual([PART])
  expect(await assembled(vault, kept)).toEqual(FILE)
})

test('an end that comes too early is a line that broke', async () => {
  const { bytes } = lineWith(FILE.subarray(0, SIZE - 1))

  await expect(take(vault, row, { signal, tell, bytes })).rejects.toThrow(Unreachable)
  expect(row.whole).toBe(false)
})

test('bytes that are not what was announced are not kept', async () => {
  const wrong = FILE.slice()
  wrong[PART + 5]! ^= 1

  await expect(take(vault, row, { signal, tell, bytes: lineWith(wrong).bytes })).rejects.toThrow(Damaged)

  expect([row.parts, row.whole]).toEqual([0, false])
  expect(await vault.keys('paper', 'part/')).toEqual([])
  await take(vault, row, { signal, tell, bytes: lineWith(FILE).bytes })
  expect(row.whole).toBe(true)
})

test('more bytes than were announced are refused before they fill the device', async () => {
  const { bytes } = lineWith(new Uint8Array(SIZE + 1))

  await expect(take(vault, row, { signal, tell, bytes })).rejects.toThrow(Damaged)
})

test('a device that is full says so', async () => {
  chest.full = true

  const problem = await take(vault, row, { signal, tell, bytes: lineWith(FILE).bytes }).catch(
    (caught: unknown) => caught,
  )

  expect(isFull(problem)).toBe(true)
})

test('a paper without text is kept all the same', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'agenda.no_text' }, { status: 404 }))

  await take(vault, row, { signal, tell, bytes: lineWith(FILE).bytes })

  expect(row.whole).toBe(true)
})

async function read(from: number): Promise<number[]> {
  const all: number[] = []
  for await (const chunk of bytesFrom('/api/documents/4/file', from, signal)) all.push(...chunk)
  return all
}

test('a server that ignores the range is read from where one was', async () => {
  vi.stubGlobal('fetch', async () => new Response(new Uint8Array([1, 2, 3, 4])))
  expect(await read(2)).toEqual([3, 4])

  const ranged = vi.fn(async () => new Response(new Uint8Array([3, 4]), { status: 206 }))
  vi.stubGlobal('fetch', ranged)
  expect(await read(2)).toEqual([3, 4])
  expect(ranged.mock.calls[0]).toMatchObject(['/api/documents/4/file', { headers: { Range: 'bytes=2-' } }])
})

test.each([
  [503, 'the server is not there'],
  [429, 'too many at a time'],
])('%i is an answer to wait after: %s', async (status) => {
  vi.stubGlobal('fetch', async () => new Response('', { status }))

  await expect(read(0)).rejects.toThrow(Unreachable)
})

test('a recalled paper is refused, not waited for', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'agenda.document_recalled' }, { status: 410 }))

  await expect(read(0)).rejects.toMatchObject({ code: 'agenda.document_recalled', status: 410 })
})
