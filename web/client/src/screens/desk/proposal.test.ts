import { expect, test } from 'vitest'
import { deepest, indented, without } from './proposal'

// 1  2 (2.1 (2.1.1))  3
const ROWS = [1, 1, 2, 3, 1].map((depth, at) => ({ title: String(at), depth }))
const depths = (rows: { depth: number }[]) => rows.map(({ depth }) => depth)

test('a row is indented by one step at most below the row above, and takes along what stands below it', () => {
  expect(depths(indented(ROWS, 1, 1))).toEqual([1, 2, 3, 4, 1])
  expect(depths(indented(ROWS, 4, 1))).toEqual([1, 1, 2, 3, 2])
  expect(depths(indented(ROWS, 0, 1))).toEqual(depths(ROWS))
  expect(depths(indented(ROWS, 3, 1))).toEqual(depths(ROWS))
  expect(deepest(ROWS, 4)).toBe(4)
})

test('a row moves out with what stands below it, and not beyond the edge', () => {
  expect(depths(indented(ROWS, 2, -1))).toEqual([1, 1, 1, 2, 1])
  expect(depths(indented(ROWS, 1, -1))).toEqual(depths(ROWS))
})

test('what stood below a row that is taken out stands where it stood', () => {
  expect(without(ROWS, 1).map(({ title, depth }) => [title, depth])).toEqual([
    ['0', 1],
    ['2', 1],
    ['3', 2],
    ['4', 1],
  ])
})
