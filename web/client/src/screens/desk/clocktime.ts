/** A time of day as people type it: `7h30`, `7.30`, `0730` and `7 giờ 30` are all `07:30`. Pure. */
export function timeOf(typed: string): string | null {
  const text = typed.trim()
  if (!text) return null
  const found = /^(\d{1,2})(?:\s*(?:[:.,h]|giờ|g)\s*|\s+)?(\d{2})?(?:\s*(?:phút|p))?$/i.exec(text)
  if (!found) return text // the server says what is wrong with it
  return `${found[1]!.padStart(2, '0')}:${found[2] ?? '00'}`
}
