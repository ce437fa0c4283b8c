/** The versions of a paper, the newest last, and what a recall says of it. */
import type { Paper } from '../types'

export interface Version {
  no: number
  sha256: string
  pages: number
  size: number
  at: string
  /** Why it replaced the one before; empty for the first. */
  reason: string
}
interface More {
  versions?: Version[]
  recalled_at?: string | null
  recalled_by?: string
  recall_reason?: string
}

/** A snapshot that was kept before papers had versions knows none. */
export const versionsOf = (paper: Paper): readonly Version[] => (paper as More).versions ?? []

export function recallOf(paper: Paper): { at: string | null; by: string; reason: string } | null {
  if ((paper.state as string) !== 'RECALLED') return null
  const { recalled_at: at = null, recalled_by: by = '', recall_reason: reason = '' } = paper as More
  return { at, by, reason }
}
