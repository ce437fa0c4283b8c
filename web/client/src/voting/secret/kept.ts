/**
 * What the device keeps of a secret vote, from the drawing of the ballot to the sealing of the box: never the
 * choice. Then it is dropped: nothing that lasts could show a buyer how one voted.
 */
import type { Drawn, Token } from './token'

export interface Kept {
  drawn: Drawn
  token?: Token
  /** Of the ballot that was sent last; a changed one has the next. */
  version: number
  tracker?: string
}

const PREFIX = 'secret-ballot:'
const place = (person: string, vote: string) => `${PREFIX}${person}:${vote}`

export function recall(person: string, vote: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(place(person, vote)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function keep(person: string, vote: string, kept: Kept): void {
  localStorage.setItem(place(person, vote), JSON.stringify(kept))
}

export function drop(person: string, vote: string): void {
  localStorage.removeItem(place(person, vote))
}
