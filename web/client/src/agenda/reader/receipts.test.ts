import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal, Unreachable } from '@/stream/http'
import { receiptBook, stays, type Receipt } from './receipts'

const at = '2026-01-01T00:00:00.000Z'
const read = (pages: number[], more: Partial<Receipt> = {}): Receipt => ({
  document: '49',
  version: 1,
  pages,
  last_page: pages.at(-1) ?? 0,
  at,
  ...more,
})

function device() {
  const kept = new Map<string, unknown>()
  const sent: Receipt[][] = []
  const line = { away: false, refuses: false, tries: 0, person: '7' }
  const drawer = {
    all: async <T>(_: string, prefix = '') =>
      [...kept].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key, value] as [string, T]),
    put: async (_: string, key: string, value: unknown) => void kept.set(key, value),
    remove: async (_: string, key: string) => void kept.delete(key),
  }
  async function send(receipts: Receipt[]): Promise<void> {
    line.tries++
    if (line.away) throw new Unreachable()
    if (line.refuses) throw new Refusal('web.bad_input', '', 422, {})
    sent.push(receipts)
  }
  /** As after the page was closed and opened. */
  const reopened = (person: string) =>
    receiptBook(person, '1', { send, open: async () => drawer, theirs: () => line.person === '7' })
  return { kept, sent, line, reopened, book: reopened('7') }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a page that was passed over is not read, one that stayed a second is', () => {
  const told: number[][] = []
  const watch = stays((pages) => told.push(pages))

  watch.view([1, 2])
  vi.advanceTimersByTime(900)
  watch.view([2, 3])
  vi.advanceTimersByTime(200)
  watch.view([3])
  vi.advanceTimersByTime(1_000)
  watch.stop()
  vi.advanceTimersByTime(5_000)

  expect(told).toEqual([[2], [3]])
})

test('what is read goes to the server as one receipt for each version', async () => {
  const { book, sent } = device()

  book.note({ document: '49', version: 1, opened: at, pages: [], last_page: 0 })
  book.note(read([2]))
  book.note(read([1]))
  book.note(read([5], { version: 2 }))
  await book.flush()

  expect(sent).toEqual([[read([1, 2], { opened: at, last_page: 1 }), read([5], { version: 2 })]])
})

test('what is read without the network is counted as waiting, and told later, also after the page was closed', async () => {
  const { book, line, sent, kept, reopened } = device()
  line.away = true
  book.note(read([3]))
  expect(book.unheard.value).toBe(0) // it may be told in a moment
  await book.flush()
  book.note(read([1], { document: '50' }))
  await book.settled()
  expect([book.unheard.value, kept.size, sent]).toEqual([2, 1, []])

  line.away = false
  const [other, back] = [reopened('8'), reopened('7')]
  await other.recall()
  await other.flush()
  await back.recall()
  await back.flush()
  await back.settled()

  expect(sent).toEqual([[read([3]), read([1], { document: '50' })]])
  expect([back.unheard.value, kept.size]).toEqual([0, 0])
})

test('two tabs of one person keep each what it has to tell', async () => {
  const { book, reopened, kept, line } = device()
  const other = reopened('7')
  line.away = true

  book.note(read([3]))
  other.note(read([4]))
  await Promise.all([book.settled(), other.settled()])

  expect([...kept.values()]).toEqual([[read([3])], [read([4])]])
})

test('what one person read is not told under the name of the next', async () => {
  const { book, sent, line } = device()
  book.note(read([3]))
  line.person = '8'

  await book.flush()

  expect([sent, book.unheard.value]).toEqual([[], 0])
})

test('what the server refuses is not told again', async () => {
  const { book, line, sent, kept } = device()
  line.refuses = true
  book.note(read([3]))

  await book.flush()
  await book.flush()
  await book.settled()

  expect([line.tries, sent, book.unheard.value, kept.size]).toEqual([1, [], 0, 0])
})
