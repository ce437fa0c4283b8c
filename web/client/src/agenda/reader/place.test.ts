import { beforeEach, expect, test } from 'vitest'
import { keepPlace, leftAt, placeIn } from './place'

beforeEach(() => localStorage.clear())

test('each paper opens where it was left, and an unknown one at no place', () => {
  keepPlace('49', 12)
  keepPlace('7', 3)
  keepPlace('49', 13)

  expect([placeIn('49'), placeIn('7'), placeIn('8')]).toEqual([13, 3, null])
})

test('what somebody else has left in the storage is not believed', () => {
  localStorage.setItem('reading', '["p49"]')
  expect(placeIn('49')).toBe(null)
  localStorage.setItem('reading', '{"p49":"12","p50":-1,"p51":2.5}')
  expect([placeIn('49'), placeIn('50'), placeIn('51')]).toEqual([null, null, 2])
  localStorage.setItem('reading', 'not json')
  expect(placeIn('49')).toBe(null)
})

test('the oldest places make room after three hundred papers', () => {
  for (let paper = 1; paper <= 301; paper++) keepPlace(String(paper), 2)

  expect([placeIn('1'), placeIn('2'), placeIn('301')]).toEqual([null, 2, 2])
})

test('a place knows its moment and its version, and an older one has neither', () => {
  keepPlace('49', 12, 2, 1_700_000_000_000)
  expect(leftAt('49')).toEqual({ page: 12, at: 1_700_000_000_000, version: 2 })

  localStorage.setItem('reading', '{"p49":12,"p50":[3,"soon",-1],"p51":["12"]}')
  expect([leftAt('49'), leftAt('50'), leftAt('51')]).toEqual([
    { page: 12, at: 0, version: 0 },
    { page: 3, at: 0, version: 0 },
    null,
  ])
})
