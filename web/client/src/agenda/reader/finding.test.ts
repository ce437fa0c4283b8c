import { expect, test } from 'vitest'
import { follower, type Hit } from './finding'

const hits: Hit[] = [
  { page: 2, nth: 0 },
  { page: 2, nth: 1 },
  { page: 7, nth: 0 },
]

test('one stands at the first hit from where one reads on, else at the first of all', () => {
  expect(follower(hits, -1, 1, 1)).toBe(0)
  expect(follower(hits, -1, 3, 1)).toBe(2)
  expect(follower(hits, -1, 8, 1)).toBe(0)
  expect(follower([], -1, 1, 1)).toBe(-1)
})

test('after the last hit comes the first, and before the first the last', () => {
  expect([0, 1, 2].map((now) => follower(hits, now, 1, 1))).toEqual([1, 2, 0])
  expect([0, 1, 2].map((now) => follower(hits, now, 1, -1))).toEqual([2, 0, 1])
})
