import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const opened: { from: unknown; destroy: ReturnType<typeof vi.fn>; fail: () => void }[] = []
vi.mock('./source', () => ({
  bytesOf: async ({ document }: { document: string }) => (document === '9' ? '/api/9' : { size: 1 }),
}))
vi.mock('./pdf', () => ({
  openPdf(from: unknown, fail: () => void) {
    const task = { from, fail, destroy: vi.fn(), promise: Promise.resolve() }
    opened.push(task)
    return task
  },
}))
const { openEarly, openingOf } = await import('./early')

beforeEach(() => {
  opened.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

test('who shows a paper takes over what the tap on it began, once', async () => {
  openEarly({ document: '4', version: 2 })
  const { task, local } = await openingOf({ document: '4', version: 2 })
  await vi.advanceTimersByTimeAsync(60_000)

  expect([opened.length, task === (opened[0] as unknown), local]).toEqual([1, true, true])
  expect(opened[0]!.destroy).not.toHaveBeenCalled()

  await openingOf({ document: '4', version: 2 })
  expect(opened.length).toBe(2)
})

test('a paper that was tapped and is not shown is closed again', async () => {
  openEarly({ document: '4', version: 2 })
  const { local } = await openingOf({ document: '9', version: 1 })
  await vi.advanceTimersByTimeAsync(60_000)

  expect(local).toBe(false)
  expect(opened.map(({ destroy }) => destroy.mock.calls.length)).toEqual([1, 0])
})

test('what went away before the paper was shown is told to who shows it', async () => {
  openEarly({ document: '4', version: 2 })
  await vi.advanceTimersByTimeAsync(10)
  opened[0]!.fail()
  const gone = vi.fn()

  const { listen } = await openingOf({ document: '4', version: 2 })
  listen(gone)

  expect(gone).toHaveBeenCalledTimes(1)
})
