import { expect, test } from 'vitest'
import { dropAt, stepTo } from './tree'

// 1  2 (2.1, 2.2)  3
const ITEMS = [
  { id: 'one', parent: null, position: 1 },
  { id: 'two', parent: null, position: 2 },
  { id: 'two-a', parent: 'two', position: 1 },
  { id: 'two-b', parent: 'two', position: 2 },
  { id: 'three', parent: null, position: 3 },
]

test('up is before the one above, and the first cannot go up', () => {
  expect(stepTo(ITEMS, 'two', 'up')).toEqual({ parent: null, before: 'one' })
  expect(stepTo(ITEMS, 'one', 'up')).toBeNull()
})

test('down is before the one after the next, or at the end', () => {
  expect(stepTo(ITEMS, 'one', 'down')).toEqual({ parent: null, before: 'three' })
  expect(stepTo(ITEMS, 'two', 'down')).toEqual({ parent: null, before: null })
  expect(stepTo(ITEMS, 'three', 'down')).toBeNull()
})

test('in is the end of the one above', () => {
  expect(stepTo(ITEMS, 'three', 'in')).toEqual({ parent: 'two', before: null })
  expect(stepTo(ITEMS, 'two-a', 'in')).toBeNull()
})

test('out is right after the parent', () => {
  expect(stepTo(ITEMS, 'two-a', 'out')).toEqual({ parent: null, before: 'three' })
  expect(stepTo(ITEMS, 'one', 'out')).toBeNull()
})

test('a drop before, inside and after a row goes where the line is drawn', () => {
  expect(dropAt(ITEMS, 'three', 'one', 'before')).toEqual({ parent: null, before: 'one' })
  expect(dropAt(ITEMS, 'three', 'one', 'inside')).toEqual({ parent: 'one', before: null })
  expect(dropAt(ITEMS, 'three', 'one', 'after')).toEqual({ parent: null, before: 'two' })
  expect(dropAt(ITEMS, 'one', 'two', 'after')).toEqual({ parent: 'two', before: 'two-a' })
  expect(dropAt(ITEMS, 'one', 'two-b', 'after')).toEqual({ parent: 'two', before: null })
})

test('a drop on itself, inside itself or where it stands is nowhere', () => {
  expect(dropAt(ITEMS, 'two', 'two', 'inside')).toBeNull()
  expect(dropAt(ITEMS, 'two', 'two-a', 'before')).toBeNull()
  expect(dropAt(ITEMS, 'one', 'two', 'before')).toBeNull()
  expect(dropAt(ITEMS, 'two-b', 'two-a', 'after')).toBeNull()
  expect(dropAt(ITEMS, 'two-b', 'two', 'inside')).toBeNull()
})
