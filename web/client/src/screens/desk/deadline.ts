/** How long it is until the papers must be with the delegates, by the meeting's own clock. Pure. */
import { day } from '@/kit/format'

export interface Clock {
  /** Whole days left; 0 on the day itself; below 0 that many days late. */
  days: number
  late: boolean
}

/** `due` is a plain day, `2023-11-26`: until its end in Vietnam the papers are in time. */
export function clockTo(due: string, now: Date): Clock {
  const days = Math.round((noon(due) - noon(plainDay(now))) / 86_400_000)
  return { days, late: days < 0 }
}

function noon(plain: string): number {
  return new Date(`${plain}T12:00:00+07:00`).getTime()
}
function plainDay(now: Date): string {
  return day(now).split('/').reverse().join('-')
}

/** The moment that was typed as a day and an hour in Vietnam, or null when they are none. */
export function momentOf(typedDay: string, typedTime: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typedDay) || !/^\d{2}:\d{2}$/.test(typedTime)) return null
  const at = new Date(`${typedDay}T${typedTime}:00+07:00`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
