/** The roster at the desk: who is there, who is shown, group by group. Pure. */
import { matches } from './papers'
import type { Attendance, Delegate } from '@/meetings/types'

export const SHOWN = ['all', 'absent', 'here', 'left'] as const
export type Shown = (typeof SHOWN)[number]
export type Where = Exclude<Shown, 'all'>
export type Present = ReadonlyMap<string, Attendance>

export function whereIs(person: Delegate, present: Present): Where {
  const row = present.get(person.id)
  return !row ? 'absent' : row.present ? 'here' : 'left'
}

/** Not there yet, or gone again: "absent" is everyone whom the quorum lacks. */
export function isShown(person: Delegate, present: Present, shown: Shown): boolean {
  const where = whereIs(person, present)
  return shown === 'all' || where === shown || (shown === 'absent' && where === 'left')
}

export interface RosterGroup {
  group: number | null
  here: number
  all: number
  people: Delegate[]
}

/** Groups keep the figures of all their members, whoever of them is shown. */
export function roster(
  people: readonly Delegate[],
  present: Present,
  shown: Shown,
  query: string,
): RosterGroup[] {
  const groups = new Map<number | null, RosterGroup>()
  for (const person of people) {
    const found = groups.get(person.group) ?? { group: person.group, here: 0, all: 0, people: [] }
    groups.set(person.group, found)
    found.all++
    if (whereIs(person, present) === 'here') found.here++
    const seat = person.seat === null ? '' : String(person.seat)
    if (isShown(person, present, shown) && matches(query, person.name, person.title, seat))
      found.people.push(person)
  }
  return [...groups.values()]
    .filter((group) => group.people.length)
    .sort((a, b) => (a.group ?? Infinity) - (b.group ?? Infinity))
}

export function tally(people: readonly Delegate[], present: Present): Record<Shown, number> {
  const count = (shown: Shown) => people.filter((person) => isShown(person, present, shown)).length
  return { all: people.length, absent: count('absent'), here: count('here'), left: count('left') }
}
