/** Which results were read aloud, as this device remembers: it is no part of the record. */
import { reactive } from 'vue'
import type { Vote } from '@/voting/types'

const KEY = 'read-results'
const read = reactive(new Set<string>(JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[]))
const nameOf = (vote: Vote) => `${vote.id} ${vote.closed_at}`

export const isRead = (vote: Vote): boolean => read.has(nameOf(vote))

export function markRead(vote: Vote): void {
  read.add(nameOf(vote))
  sessionStorage.setItem(KEY, JSON.stringify([...read]))
}
