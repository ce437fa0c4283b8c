import { expect, test } from 'vitest'
import type { KeptCopy, Reader } from '@/agenda/reach'
import {
  PROOF_FILTERS,
  proofOf,
  purgedAt,
  readableUntil,
  readerCounts,
  READER_FILTERS,
  shownReaders,
} from './readers'

const copy = (purged_at: string | null, readable_until: string | null): KeptCopy => ({
  ...{ device: 'd', name: 'Máy tính bảng', version: 1, taken_at: '2023-12-05T01:00:00Z' },
  ...{ purged_at, readable_until },
})
const reader = (name: string, more: Partial<Reader> = {}): Reader => ({
  ...{ person: name, name, delivered_at: null, opened_at: null, pages: 0, of: 10, last_page: 0, copies: [] },
  ...more,
})
const OPENED = '2023-12-05T02:00:00Z'
const PEOPLE = [
  reader('Lò Văn Đức'),
  reader('Quàng Thị Hà', { opened_at: OPENED, pages: 4, copies: [copy('2023-12-06T01:00:00Z', null)] }),
  reader('Vàng A Dơ', {
    opened_at: OPENED,
    pages: 10,
    copies: [
      copy('2023-12-06T01:05:00Z', null),
      copy(null, '2023-12-07T01:00:00Z'),
      copy(null, '2023-12-06T09:00:00Z'),
    ],
  }),
]

test('those who have not opened a paper are one tap away, with how many they are', () => {
  expect(shownReaders(PEOPLE, 'unopened', '').map(({ name }) => name)).toEqual(['Lò Văn Đức'])
  expect(readerCounts(PEOPLE, READER_FILTERS)).toEqual({ all: 3, unopened: 1, unfinished: 1, through: 1 })
})

test('of a recalled paper each person has never had it, has it no more, or has it still', () => {
  expect(PEOPLE.map(proofOf)).toEqual(['never', 'purged', 'outstanding'])
  expect(readerCounts(PEOPLE, PROOF_FILTERS)).toEqual({ all: 3, outstanding: 1, purged: 1, never: 1 })
})

test('what is still out there can be read until the longest of its leases', () => {
  expect(PEOPLE.map(readableUntil)).toEqual([null, null, '2023-12-07T01:00:00Z'])
  expect(PEOPLE.map(purgedAt)).toEqual([null, '2023-12-06T01:00:00Z', '2023-12-06T01:05:00Z'])
})

test('a name is found without marks', () => {
  expect(shownReaders(PEOPLE, 'all', 'vang do').map(({ name }) => name)).toEqual(['Vàng A Dơ'])
})
