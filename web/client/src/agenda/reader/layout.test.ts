import { expect, test } from 'vitest'
import { around, carried, GAP, layOut, pageAt, pageRead } from './layout'

/** Three pages of 100 by 200, 100 by 50 and 100 by 200, with a gap of 16 before each. */
const three = layOut([2, 0.5, 2], 100)

test('pages lie one below the other, with a gap around each', () => {
  expect(three).toEqual({ tops: [16, 232, 298], heights: [200, 50, 200], height: 514 })
  expect(layOut([], 100)).toEqual({ tops: [], heights: [], height: GAP })
})

test('a line belongs to the page it runs through, and a gap to the page above', () => {
  expect(pageAt(three, 0)).toBe(1)
  expect(pageAt(three, 231)).toBe(1)
  expect(pageAt(three, 232)).toBe(2)
  expect(pageAt(three, 9999)).toBe(3)
})

test('the page one goes to is the page one reads, however short it is', () => {
  const short = layOut(
    Array.from({ length: 9 }, () => 0.5),
    100,
  )

  for (let page = 1; page <= 9; page++)
    expect(pageRead(short, (short.tops[page - 1] ?? 0) - 8, 600)).toBe(page)
})

test('of 300 pages only those near the view are kept', () => {
  const long = layOut(
    Array.from({ length: 300 }, () => 1.414),
    800,
  )

  const [first, last] = around(long, long.tops[149] ?? 0, 700, 1)

  expect([first, last]).toEqual([149, 151])
})

test('what one reads stays where it is when the page becomes wider', () => {
  const wide = layOut([2, 0.5, 2], 200)

  expect(carried(three, wide, 298 + 50)).toBe((wide.tops[2] ?? 0) + 100)
})
