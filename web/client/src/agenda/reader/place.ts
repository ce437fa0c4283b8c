/** Where one left off in each paper, kept on this device. */
const KEY = 'reading'
const MOST = 300

type Places = Record<string, number>

function places(): Places {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? (kept as Places) : {}
  } catch {
    return {}
  }
}

/** The page of the paper that was read last, or null when it was never opened here. */
export function placeIn(paper: string): number | null {
  const page = places()[`p${paper}`]
  return typeof page === 'number' && page >= 1 ? Math.floor(page) : null
}

export function keepPlace(paper: string, page: number): void {
  // The letter keeps the order of writing, which numbers as keys would lose: the oldest goes first.
  const own = `p${paper}`
  const others = Object.entries(places()).filter(([name]) => name !== own)
  const kept = [...others, [own, page] as const].slice(-MOST)
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)))
  } catch {
    // A full or forbidden storage loses the place, nothing else.
  }
}
