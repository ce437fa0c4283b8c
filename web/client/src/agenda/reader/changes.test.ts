import { expect, test } from 'vitest'
import { differences, earlierOf, ranges, stopAfter, stopBefore, stopsOf } from './changes'

test('what was edited or added is marked, what only moved is not', () => {
  const found = differences({
    from: 1,
    to: 2,
    pages: [
      { no: 1, from: 1, change: 'SAME', where: [] },
      { no: 2, from: null, change: 'ADDED', where: [] },
      { no: 3, from: 2, change: 'EDITED', where: [[0.1, 0.2, 0.5, 0.05]], was: [[0.1, 0.4, 0.3, 0.05]] },
      { no: 4, from: 5, change: 'MOVED', where: [] },
    ],
    gone: [3],
  })

  expect([...found.changed]).toEqual([
    [2, 'ADDED'],
    [3, 'EDITED'],
  ])
  expect([...found.where]).toEqual([
    [2, [[0, 0, 1, 1]]],
    [3, [[0.1, 0.2, 0.5, 0.05]]],
  ])
  expect([...found.was]).toEqual([
    [3, [[0, 0, 1, 1]]],
    [2, [[0.1, 0.4, 0.3, 0.05]]],
  ])
  expect([...found.before]).toEqual([
    [1, 1],
    [3, 2],
    [4, 5],
  ])
})

test('what an earlier release compared marks the old page where the new one is marked', () => {
  const { was } = differences({
    from: 1,
    to: 2,
    pages: [{ no: 1, from: 1, change: 'EDITED', where: [[0.1, 0.2, 0.5, 0.05]] }],
    gone: [],
  })

  expect([...was]).toEqual([[1, [[0.1, 0.2, 0.5, 0.05]]]])
})

test('one is brought from change to change, those seen at one glance counted as one', () => {
  const stops = stopsOf({
    changed: new Map([
      [5, 'ADDED'],
      [2, 'EDITED'],
    ]),
    where: new Map([
      [
        2,
        [
          [0, 0.8, 1, 0.05],
          [0, 0.1, 1, 0.05],
          [0, 0.2, 1, 0.05],
        ],
      ],
      [5, [[0, 0, 1, 1]]],
    ]),
  })

  expect(stops).toEqual([
    { page: 2, down: 0.1 },
    { page: 2, down: 0.8 },
    { page: 5, down: 0 },
  ])
  expect(stopAfter(stops, { page: 2, down: -1 })).toBe(stops[0])
  expect(stopAfter(stops, stops[0]!)).toBe(stops[1])
  expect(stopBefore(stops, stops[1]!)).toBe(stops[0])
  expect(stopAfter(stops, stops[2]!)).toBeUndefined()
  expect(stopBefore(stops, { page: 2, down: 0 })).toBeUndefined()
})

test('the older sheet is brought to where the change was there, which may be elsewhere on the page', () => {
  const found = differences({
    from: 1,
    to: 2,
    pages: [
      { no: 1, from: null, change: 'ADDED', where: [] },
      // A paragraph was written in between, and another one, below, anew.
      {
        no: 2,
        from: 1,
        change: 'EDITED',
        where: [
          [0.1, 0.2, 0.5, 0.05],
          [0.1, 0.8, 0.5, 0.05],
        ],
        was: [
          [0.1, 0.1, 0.5, 0.05],
          [0.1, 0.3, 0.5, 0.05],
        ],
      },
      {
        no: 3,
        from: 2,
        change: 'EDITED',
        where: [[0.1, 0.6, 0.5, 0.05]],
        was: [
          [0.1, 0.1, 0.5, 0.05],
          [0.1, 0.5, 0.5, 0.05],
        ],
      },
      { no: 4, from: 3, change: 'EDITED', where: [[0.1, 0.6, 0.5, 0.05]], was: [] },
    ],
    gone: [],
  })

  expect(earlierOf(found, { page: 1, down: 0 })).toBeNull()
  expect(earlierOf(found, { page: 2, down: 0.8 })).toEqual({ page: 1, down: 0.3 })
  expect(earlierOf(found, { page: 3, down: 0.6 })).toEqual({ page: 2, down: 0.5 })
  expect(earlierOf(found, { page: 4, down: 0.6 })).toEqual({ page: 3, down: 0.6 })
})

test('pages are named as people write them', () => {
  expect(ranges([])).toBe('')
  expect(ranges([4])).toBe('4')
  expect(ranges([1, 2, 5, 6, 7, 12])).toBe('1, 2, 5–7, 12')
})
