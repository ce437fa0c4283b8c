import { expect, test } from 'vitest'
import type { Attendance, Delegate } from '@/meetings/types'
import { roster, tally } from './roster'

function delegate(id: string, name: string, group: number | null): Delegate {
  return { id, name, title: '', group, group_id: null, seat: Number(id), presidium: false, status: 'ACTIVE' }
}
function row(person: string, left_at: string | null = null): [string, Attendance] {
  const arrived = { sitting: '1', place: 'HALL' as const, arrived_at: '2023-12-06T00:30:00Z' }
  return [person, { person, ...arrived, left_at, present: left_at === null, on_behalf: false }]
}
const PEOPLE = [
  delegate('1', 'Lò Văn Đức', 2),
  delegate('2', 'Quàng Thị Hà', 1),
  delegate('3', 'Nguyễn Đức Anh', 1),
  delegate('4', 'Vàng A Dơ', null),
]
const PRESENT = new Map([row('2'), row('3', '2023-12-06T02:00:00Z')])

test('groups stand in order, the one without a number last, each with its own figures', () => {
  const found = roster(PEOPLE, PRESENT, 'all', '').map(({ group, here, all }) => [group, here, all])
  expect(found).toEqual([
    [1, 1, 2],
    [2, 0, 1],
    [null, 0, 1],
  ])
})

test('who has gone again is among the absent and among those who left', () => {
  const ids = (shown: 'absent' | 'left') =>
    roster(PEOPLE, PRESENT, shown, '').flatMap((group) => group.people.map((person) => person.id))
  expect(ids('absent')).toEqual(['3', '1', '4'])
  expect(ids('left')).toEqual(['3'])
})

test('a name is found without marks, and the figures of the group stay whole', () => {
  const found = roster(PEOPLE, PRESENT, 'all', 'duc anh')
  expect(found.map(({ here, all, people }) => [here, all, people.map((each) => each.id)])).toEqual([
    [1, 2, ['3']],
  ])
})

test('the tally counts each filter', () => {
  expect(tally(PEOPLE, PRESENT)).toEqual({ all: 4, absent: 3, here: 1, left: 1 })
})
