/** What waits for the hand to rest: in its order, not while a pen draws, and not for ever. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRest } from './rest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function createDiary() {
  const done: string[] = []
  return { done, write: (word: string) => () => void done.push(word) }
}

test('what was drawn is done in its order when the hand has rested', () => {
  const rest = createRest({ pause: 250 })
  const { done, write } = createDiary()
  rest.down()
  rest.up()
  rest.later(write('first'))
  rest.later(write('second'))

  vi.advanceTimersByTime(249)
  expect([done, rest.waiting.value]).toEqual([[], true])
  vi.advanceTimersByTime(1)
  expect([done, rest.waiting.value]).toEqual([['first', 'second'], false])
})

test('nothing is done while a pen draws, however long', () => {
  const rest = createRest({ pause: 250, longest: 3_000 })
  const { done, write } = createDiary()
  rest.later(write('stroke'))
  rest.down()

  vi.advanceTimersByTime(60_000)
  expect(done).toEqual([])
  rest.up()
  vi.advanceTimersByTime(0)
  expect(done).toEqual(['stroke'])
})

test('who writes without a pause is kept all the same between two strokes', () => {
  const rest = createRest({ pause: 250, longest: 1_000 })
  const { done, write } = createDiary()
  for (let n = 0; n < 12; n++) {
    rest.down()
    vi.advanceTimersByTime(100)
    rest.up()
    rest.later(write(`stroke ${n}`))
    vi.advanceTimersByTime(20)
  }

  expect(done.length).toBeGreaterThanOrEqual(8)
})

test('what must be known at once is done at once, and not a second time', () => {
  const rest = createRest({ pause: 250 })
  const { done, write } = createDiary()
  rest.later(write('stroke'))

  rest.now()
  vi.advanceTimersByTime(1_000)

  expect(done).toEqual(['stroke'])
})
