import { expect, test } from 'vitest'
import {
  A4,
  around,
  carried,
  GAP,
  inView,
  layOut,
  pageAt,
  pageRead,
  readied,
  stacked,
  widthFor,
} from './layout'

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

test('the whole page fits a low view, and never grows wider than one reads', () => {
  expect(widthFor('width', { width: 1000, height: 700 }, A4)).toBe(952)
  expect(Math.round(widthFor('page', { width: 1000, height: 700 }, A4))).toBe(472)
  expect(widthFor('width', { width: 390, height: 700 }, A4)).toBe(374)
  expect(widthFor('width', { width: 3000, height: 700 }, A4)).toBe(1100)
})

test('one page at a time lies at the top, whichever it is', () => {
  const one = stacked(layOut([1, 2, 1], 100), 2)

  expect(one).toEqual({ tops: [16, 16, 16], heights: [100, 200, 100], height: 232 })
})

test('a page is looked at when a third of it is seen, or it fills a third of the view', () => {
  const layout = layOut([1, 1, 1, 20], 300)

  expect(inView(layout, 0, 500)).toEqual([1, 2])
  expect(inView(layout, 250, 500)).toEqual([2, 3])
  expect(inView(layout, 3000, 500)).toEqual([4])
})

test('the next page is drawn before one turns to it, and two in the direction of travel where there is room', () => {
  expect(readied(300, [7, 7], [7, 7], 1, 6)).toEqual([6, 9])
  expect(readied(300, [7, 7], [7, 7], -1, 6)).toEqual([5, 8])
  expect(readied(300, [7, 8], [6, 9], 1, 6)).toEqual([6, 10])
  expect(readied(300, [300, 300], [300, 300], 1, 6)).toEqual([299, 300])
})

test('pages that are drawn very large leave room for the next one alone', () => {
  expect(readied(300, [7, 7], [7, 7], 1, 2)).toEqual([7, 8])
  expect(readied(300, [7, 8], [7, 8], -1, 2)).toEqual([6, 8])
})
