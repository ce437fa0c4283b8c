/** Where one left off in each paper, kept on this device with its moment, so that the newest place wins. */
const KEY = 'reading'
const MOST = 300

/** `at`: milliseconds since 1970, and `version` of the paper; 0 where only the page is known. */
export interface Left {
  page: number
  at: number
  version: number
}
type Places = Record<string, unknown>

function places(): Places {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? (kept as Places) : {}
  } catch {
    return {}
  }
}

const figure = (said: unknown): number => (typeof said === 'number' && said > 0 ? said : 0)

/** Where the paper was left, or null when it was never opened here. */
export function leftAt(paper: string): Left | null {
  const kept = places()[`p${paper}`]
  const [page, at, version] = Array.isArray(kept) ? (kept as unknown[]) : [kept]
  if (typeof page !== 'number' || !(page >= 1)) return null
  return { page: Math.floor(page), at: figure(at), version: figure(version) }
}

export const placeIn = (paper: string): number | null => leftAt(paper)?.page ?? null

export function keepPlace(paper: string, page: number, version = 0, at = Date.now()): void {
  // The letter keeps the order of writing, which numbers as keys would lose: the oldest goes first.
  const own = `p${paper}`
  const others = Object.entries(places()).filter(([name]) => name !== own)
  const kept = [...others, [own, [page, at, version]] as const].slice(-MOST)
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)))
  } catch {
    // A full or forbidden storage loses the place, nothing else.
  }
}
