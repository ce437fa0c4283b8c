/** The calendar day on which day `no` of a meeting falls: `dayOf('2023-12-06', 2)` is `2023-12-07`. Pure. */
export function dayOf(opensOn: string, no: number): string {
  const at = new Date(`${opensOn}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + no - 1)
  return at.toISOString().slice(0, 10)
}
