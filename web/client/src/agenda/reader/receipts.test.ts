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

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
})
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
  const sent: Receipt[][] = []
  const book = receiptBook('7', '1', async (receipts) => sent.push(receipts))

  book.note({ document: '49', version: 1, opened: at, pages: [], last_page: 0 })
  book.note(read([2]))
  book.note(read([1]))
  book.note(read([5], { version: 2 }))
  await book.flush()

  expect(sent).toEqual([[read([1, 2], { opened: at, last_page: 1 }), read([5], { version: 2 })]])
})

test('what is read without the network is told later, also after the page was closed', async () => {
  const away = receiptBook('7', '1', () => Promise.reject(new Unreachable()))
  away.note(read([3]))
  await away.flush()

  const sent: Receipt[][] = []
  const back = receiptBook('7', '1', async (receipts) => sent.push(receipts))
  const other = receiptBook('8', '1', async (receipts) => sent.push(receipts))
  await other.flush()
  await back.flush()

  expect(sent).toEqual([[read([3])]])
  expect(localStorage.length).toBe(0)
})

test('what the server refuses is not told again', async () => {
  let tries = 0
  const book = receiptBook('7', '1', () => {
    tries++
    return Promise.reject(new Refusal('web.bad_input', '', 422, {}))
  })
  book.note(read([3]))

  await book.flush()
  await book.flush()

  expect(tries).toBe(1)
})
