/** What is taken to a device, in which order, and what is destroyed there. */
import { expect, test } from 'vitest'
import type { Kept } from './papers'
import { plan } from './plan'

const paper = (id: string, version = 1, state = 'PUBLISHED') => ({ id, version, state, size: 10 })
const copy = (document: string, version = 1, whole = true) => ({ document, version, whole }) as Kept
const taken = (rows: { id: string; version: number }[]) => rows.map((row) => `${row.id}/${row.version}`)

test('papers are taken in the order of the programme, those of the item under way first', () => {
  const { take } = plan([paper('1'), paper('2'), paper('3')], [], { first: new Set(['3']) })

  expect(taken(take)).toEqual(['3/1', '1/1', '2/1'])
})

test('what is here whole is not taken again, what is here in part is', () => {
  const { take, destroy } = plan([paper('1'), paper('2')], [copy('1'), copy('2', 1, false)])

  expect([taken(take), destroy]).toEqual([['2/1'], []])
})

test('drafts are not taken', () => {
  expect(plan([paper('1', 1, 'DRAFT'), paper('2', 1, 'APPROVED')], []).take).toEqual([])
})

test('an old version stays until the new one is whole', () => {
  const two = [paper('1', 2)]

  expect(plan(two, [copy('1', 1)])).toEqual({ take: two, destroy: [] })
  expect(plan(two, [copy('1', 1), copy('1', 2, false)])).toEqual({ take: two, destroy: [] })
  expect(plan(two, [copy('1', 1), copy('1', 2)])).toEqual({
    take: [],
    destroy: [{ document: '1', version: 1 }],
  })
})

test('a recalled paper is destroyed at once, in part or whole, and so is one that may no longer be seen', () => {
  const { take, destroy } = plan([paper('1', 2, 'RECALLED')], [copy('1', 1), copy('1', 2, false), copy('2')])

  expect(take).toEqual([])
  expect(destroy).toEqual([
    { document: '1', version: 1 },
    { document: '1', version: 2 },
    { document: '2', version: 1 },
  ])
})

test('what the person let go comes back with a new version only', () => {
  const dropped = new Set(['1/1'])

  expect(plan([paper('1', 1)], [], { dropped }).take).toEqual([])
  expect(taken(plan([paper('1', 2)], [], { dropped }).take)).toEqual(['1/2'])
})
