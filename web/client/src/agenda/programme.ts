/** What the screens ask of the agenda: items in order, the current one, the papers of an item. */
import { computed } from 'vue'
import { useMeeting } from '@/stream/meeting'
import type { Dossier, Item, Paper, Programme } from './types'

export interface Placed extends Item {
  depth: number
}

/** Depth first, siblings in order: the order in which people read the programme. */
export function inOrder(items: Item[]): Placed[] {
  const of = new Map<string | null, Item[]>()
  for (const item of items) of.set(item.parent, [...(of.get(item.parent) ?? []), item])
  const walk = (parent: string | null, depth: number): Placed[] =>
    (of.get(parent) ?? [])
      .sort((a, b) => a.position - b.position)
      .flatMap((item) => [{ ...item, depth }, ...walk(item.id, depth + 1)])
  return walk(null, 0)
}

/** The first item after the current one that was not dealt with; without a current one, the first of all. */
export function nextItem(items: Placed[], current: Placed | undefined): Placed | undefined {
  const from = current ? items.findIndex((item) => item.id === current.id) + 1 : 0
  return items.slice(from).find((item) => item.state === 'PLANNED')
}

export function useProgramme() {
  const store = useMeeting()
  const items = computed(() => inOrder(store.all<Item>('item')))
  const current = computed(() => items.value.find((item) => item.state === 'CURRENT'))
  const dossiers = computed(() => store.all<Dossier>('dossier').sort((a, b) => a.position - b.position))
  const papers = computed(() => store.all<Paper>('document').sort((a, b) => Number(a.id) - Number(b.id)))
  const programme = computed(() => store.one<Programme>('programme', store.id))
  const published = computed(() => Boolean(programme.value?.published_at))

  /** The papers of an item, and those of the dossiers that pass through it. */
  function papersOf(item: Item | undefined): Paper[] {
    if (!item) return []
    const dossiers = new Set(item.dossiers.map((stage) => stage.dossier))
    return papers.value.filter(
      (paper) => paper.item === item.id || (paper.dossier !== null && dossiers.has(paper.dossier)),
    )
  }
  return { items, current, dossiers, papers, programme, published, papersOf }
}
