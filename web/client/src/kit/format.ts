/** Figures, dates and times as they are written here: 1.782, 06/12/2023, 07:30 in Asia/Ho_Chi_Minh. */
const ZONE = 'Asia/Ho_Chi_Minh'
const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
const SECONDS = new Intl.DateTimeFormat('vi-VN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const WEEKDAY = {
  vi: new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, weekday: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'long' }),
}
const COUNT = new Intl.NumberFormat('vi-VN')

type Moment = string | number | Date

export const time = (at: Moment): string => CLOCK.format(new Date(at))
export const timeWithSeconds = (at: Moment): string => SECONDS.format(new Date(at))
/** A moment, or a plain `2023-12-06`: a plain date is a day, not midnight somewhere. */
export const day = (at: Moment): string => DAY.format(dayOf(at))
export const weekday = (at: Moment, locale: string): string =>
  WEEKDAY[locale === 'en' ? 'en' : 'vi'].format(dayOf(at))
export const count = (n: number): string => COUNT.format(n)

export function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${COUNT.format(Math.max(1, Math.round(bytes / 1024)))} kB`
  return `${COUNT.format(Math.round(bytes / 104857.6) / 10)} MB`
}

function dayOf(at: Moment): Date {
  return typeof at === 'string' && at.length === 10 ? new Date(`${at}T12:00:00+07:00`) : new Date(at)
}

/** Letters without marks and đ as d, in lower case, so that "dien bien" finds "Điện Biên". */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}
