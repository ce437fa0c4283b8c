/** Which screens of a meeting a person has, from the roles held there; the first one is theirs by default. */
import type { Role } from '@/meetings/types'

export type Place = 'seat' | 'tellers' | 'chair' | 'desk' | 'hall' | 'site' | 'record'

const OF: [Place, Role[]][] = [
  ['chair', ['PRESIDING_OFFICER']],
  ['desk', ['SECRETARY', 'STAFF', 'OFFICE_HEAD']],
  ['seat', ['DELEGATE', 'GUEST', 'TELLER']],
  ['tellers', ['TELLER']],
  ['hall', ['DISPLAY']],
  ['site', ['SITE', 'OBSERVER', 'CITIZEN', 'ADMINISTRATOR']],
]

export function placesFor(roles: readonly string[]): Place[] {
  const own = OF.filter(([, who]) => who.some((role) => roles.includes(role))).map(([place]) => place)
  const conducts = roles.some(
    (role) => role === 'SECRETARY' || role === 'STAFF' || role === 'PRESIDING_OFFICER',
  )
  const more: Place[] = []
  if (roles.includes('SECRETARY') && !own.includes('chair')) more.push('chair')
  if (conducts && !own.includes('hall')) more.push('hall')
  if (!roles.includes('DISPLAY')) more.push('record')
  return [...own, ...more]
}
