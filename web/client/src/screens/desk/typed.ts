/** Times and dates as people type them; what cannot be understood is left for the server to refuse. Pure. */

/** `7h30`, `7.30`, `0730` and `7 giờ 30` are all `07:30`. */
export function timeOf(typed: string): string | null {
  const text = typed.trim()
  if (!text) return null
  const found = /^(\d{1,2})(?:\s*(?:[:.,h]|giờ|g)\s*|\s+)?(\d{2})?(?:\s*(?:phút|p))?$/i.exec(text)
  if (!found) return text
  return `${found[1]!.padStart(2, '0')}:${found[2] ?? '00'}`
}

/** `6/12/2023`, `06-12-2023` and `6.12.23` are all `2023-12-06`, the day before the month. */
export function dateOf(typed: string): string {
  const text = typed.trim()
  const found = /^(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+(\d{4}|\d{2})$/.exec(text)
  if (!found) return text
  const [, day, month, year] = found
  return `${year!.padStart(4, '20')}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
}

/** A date as it is written here, or as it was typed. */
export function writtenDate(date: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  return found ? `${found[3]}/${found[2]}/${found[1]}` : date
}
