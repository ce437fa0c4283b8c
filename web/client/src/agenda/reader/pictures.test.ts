import { expect, test } from 'vitest'
import { boxUnder, isPicture } from './pictures'

test('a picture is where its transformation puts it, however it is turned', () => {
  const canvas = { width: 200, height: 400 }

  expect(boxUnder({ a: 1, b: 0, c: 0, d: 1, e: 20, f: 40 }, [0, 0, 100, 100], canvas)).toEqual([
    0.1, 0.1, 0.5, 0.25,
  ])
  // Upside down, as PDF draws them.
  expect(boxUnder({ a: 1, b: 0, c: 0, d: -1, e: 0, f: 400 }, [0, 0, 200, 100], canvas)).toEqual([
    0, 0.75, 1, 0.25,
  ])
  // A quarter turn, and beyond the edge.
  expect(boxUnder({ a: 0, b: 1, c: -1, d: 0, e: 100, f: 0 }, [0, 0, 500, 100], canvas)).toEqual([
    0, 0, 0.5, 1,
  ])
})

test('a scan that covers the page, and a sign, are no pictures', () => {
  expect([isPicture([0, 0, 1, 1]), isPicture([0, 0, 0.5, 0.5]), isPicture([0, 0, 0.05, 0.05])]).toEqual([
    false,
    true,
    false,
  ])
})
