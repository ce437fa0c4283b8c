/** Words in all papers of the meeting: asked of the server, and without it looked for in what is kept here. */
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { Refusal, request } from '@/stream/http'
import { useMeeting } from '@/stream/meeting'
import { useProgramme } from '../programme'
import { fold, foldedNeedle, occurrences } from '../reader/fold'
import type { Paper } from '../types'

export interface Piece {
  text: string
  hit: boolean
}
export interface Found {
  document: string
  version: number
  page: number
  snippet: Piece[]
}
interface Answer {
  hits: Found[]
  total: number
}
/** `kept`: only the papers on this device were looked through. */
export type From = 'server' | 'kept'

const MOST = 50
const AROUND = 70

/** The first hit of a page with what stands around it, cut between words. */
export function snippet(text: string, query: string): Piece[] | null {
  const line = text.replace(/\s+/g, ' ')
  const folded = fold(line)
  const spans = occurrences(line, query, false, folded)
  const first = spans[0]
  if (!first) return null
  let from = Math.max(0, first[0] - AROUND)
  let to = Math.min(line.length, first[1] + AROUND)
  if (from > 0) from = line.indexOf(' ', from) + 1 || from
  if (from > first[0]) from = first[0]
  if (to < line.length) to = Math.max(first[1], line.lastIndexOf(' ', to))
  const pieces: Piece[] = []
  let at = from
  for (const [begin, end] of spans) {
    if (begin < from || end > to) continue
    if (begin > at) pieces.push({ text: line.slice(at, begin), hit: false })
    pieces.push({ text: line.slice(begin, end), hit: true })
    at = end
  }
  if (to > at) pieces.push({ text: line.slice(at, to), hit: false })
  if (from > 0 && pieces[0]) pieces[0].text = `… ${pieces[0].text}`
  const last = pieces.at(-1)
  if (to < line.length && last) last.text = `${last.text} …`
  return pieces
}

async function inKept(papers: readonly Paper[], query: string): Promise<Answer> {
  const { keptText } = await import('../offline/papers')
  const hits: Found[] = []
  let total = 0
  for (const { id, version } of papers) {
    const kept = await keptText(id, version).catch(() => null)
    for (const { no, text } of kept?.pages ?? []) {
      const found = snippet(text, query)
      if (!found) continue
      total++
      if (hits.length < MOST) hits.push({ document: id, version, page: no, snippet: found })
    }
  }
  return { hits, total }
}

export function useSearching() {
  const store = useMeeting()
  const { papers } = useProgramme()
  const hits = shallowRef<Found[]>([])
  const total = ref(0)
  const busy = ref(false)
  const from = ref<From>('server')
  /** What the hits answer; empty before the first answer. */
  const answered = ref('')
  const refusal = ref('')
  let turn = 0

  async function search(query: string): Promise<void> {
    const mine = ++turn
    refusal.value = ''
    if (!foldedNeedle(query)) {
      busy.value = false
      hits.value = []
      answered.value = ''
      return
    }
    busy.value = true
    let answer: Answer = { hits: [], total: 0 }
    let by: From = 'server'
    try {
      const asked = `/api/meetings/${store.id}/search?q=${encodeURIComponent(query)}&limit=${MOST}`
      answer = await request<Answer>(asked, { patience: 6_000 })
    } catch (problem) {
      if (problem instanceof Refusal && problem.status < 500) refusal.value = problem.detail
      else {
        by = 'kept'
        answer = await inKept(papers.value, query)
      }
    }
    if (mine !== turn) return
    busy.value = false
    from.value = by
    hits.value = answer.hits
    total.value = answer.total
    answered.value = query
  }
  onBeforeUnmount(() => turn++)
  return { hits, total, busy, from, answered, refusal, search }
}
