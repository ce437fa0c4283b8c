/** The items that were read from a programme, while they are corrected: their depth stays a tree. Pure. */

interface Deep {
  /** 1: of the programme itself; 2: below the row above that has 1. */
  depth: number
}

/** The most that a row may be indented: one step below the row above it. */
export function deepest(rows: readonly Deep[], at: number): number {
  const above = rows[at - 1]
  return above ? above.depth + 1 : 1
}
/** One step in or out, with all that stands below it; the same list when there is nowhere to go. */
export function indented<T extends Deep>(rows: readonly T[], at: number, step: 1 | -1): T[] {
  const row = rows[at]
  if (!row) return [...rows]
  const depth = row.depth + step
  if (depth < 1 || depth > deepest(rows, at)) return [...rows]
  const end = endOf(rows, at)
  return rows.map((each, index) =>
    index >= at && index < end ? { ...each, depth: each.depth + step } : each,
  )
}
/** Without one row; what stood below it stands where it stood. */
export function without<T extends Deep>(rows: readonly T[], at: number): T[] {
  const end = endOf(rows, at)
  return rows
    .map((each, index) => (index > at && index < end ? { ...each, depth: each.depth - 1 } : each))
    .filter((_, index) => index !== at)
}
function endOf(rows: readonly Deep[], at: number): number {
  const depth = rows[at]?.depth ?? 1
  const next = rows.findIndex((each, index) => index > at && each.depth <= depth)
  return next < 0 ? rows.length : next
}
