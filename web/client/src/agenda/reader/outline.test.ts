import { expect, test } from 'vitest'
import { flat } from './outline'

test('entries come in reading order, each with its depth, and those without words are left out', () => {
  const nodes = [
    { title: 'Phần  I', dest: 'a', items: [{ title: 'Điều 1', dest: 'b' }] },
    { title: '  ', dest: null, items: [{ title: 'Điều 2', dest: 'c' }] },
  ]

  expect(flat(nodes)).toEqual([
    { title: 'Phần I', depth: 0, dest: 'a' },
    { title: 'Điều 1', depth: 1, dest: 'b' },
    { title: 'Điều 2', depth: 1, dest: 'c' },
  ])
})

test('a file that nests its entries without end, or has too many, is cut', () => {
  interface Loop {
    title: string
    dest: null
    items: Loop[]
  }
  const loop: Loop = { title: 'x', dest: null, items: [] }
  loop.items.push(loop)

  expect(flat([loop]).map((entry) => entry.depth)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(flat(Array.from({ length: 5_000 }, () => ({ title: 'y', dest: null }))).length).toBe(2_000)
})
