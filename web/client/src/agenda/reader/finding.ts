/** Looking for words in one paper: how often, on which pages, and going from one to the next. */
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { foldedNeedle, occurrences } from './fold'
import type { Sought } from './sought'

export interface Hit {
  page: number
  /** Which hit of its page. */
  nth: number
}

/** The hit after (or before) the one at `now`; without one, the first from `page` on; round at the ends. */
export function follower(hits: readonly Hit[], now: number, page: number, way: 1 | -1): number {
  if (!hits.length) return -1
  if (now >= 0) return (now + way + hits.length) % hits.length
  const from = hits.findIndex((hit) => hit.page >= page)
  return from < 0 ? 0 : from
}

/** Looking takes the processor no longer at once, so that one can type on; what was found by then is shown. */
const AT_ONCE = 25
const breath = () => new Promise((resolve) => setTimeout(resolve))

/** `pages`: the words page by page; `reading`: where one is. */
export function useFinding(pages: () => AsyncIterable<[number, string]>, reading: () => number) {
  const query = ref('')
  const exact = ref(false)
  const hits = shallowRef<Hit[]>([])
  const now = ref(-1)
  /** Pages that were looked through, of all. */
  const read = ref(0)
  const busy = ref(false)
  let turn = 0

  /** Look for `said`, and stand at the first hit from where one reads on; resolves to that hit. */
  async function find(said: string, marked = exact.value): Promise<Hit | null> {
    const mine = ++turn
    query.value = said
    exact.value = marked
    hits.value = []
    now.value = -1
    read.value = 0
    if (!foldedNeedle(said)) return null
    busy.value = true
    const found: Hit[] = []
    const from = reading()
    const show = (page: number) => {
      read.value = page
      if (found.length > hits.value.length) hits.value = [...found]
      if (now.value < 0 && found.at(-1) && found.at(-1)!.page >= from)
        now.value = follower(found, -1, from, 1)
    }
    let last = 0
    let began = performance.now()
    for await (const [page, text] of pages()) {
      if (mine !== turn) return null
      last = page
      for (const nth of occurrences(text, said, marked).keys()) found.push({ page, nth })
      if (performance.now() - began < AT_ONCE) continue
      show(page)
      await breath()
      began = performance.now()
    }
    if (mine !== turn) return null
    show(last)
    busy.value = false
    if (now.value < 0) now.value = follower(found, -1, from, 1)
    return hits.value[now.value] ?? null
  }

  function step(way: 1 | -1): Hit | null {
    now.value = follower(hits.value, now.value, reading(), way)
    return hits.value[now.value] ?? null
  }

  function stop(): void {
    turn++
    query.value = ''
    hits.value = []
    now.value = -1
    busy.value = false
  }

  const at = computed(() => hits.value[now.value] ?? null)
  /** One object a page and state: pages that do not change are not looked through again. */
  const memory = new Map<number, { key: string; sought: Sought }>()
  function sought(page: number): Sought | null {
    if (!foldedNeedle(query.value)) return null
    const nth = at.value?.page === page ? at.value.nth : null
    const key = `${exact.value}/${nth}/${query.value}`
    const kept = memory.get(page)
    if (kept?.key === key) return kept.sought
    const made = { query: query.value, exact: exact.value, nth }
    memory.set(page, { key, sought: made })
    return made
  }

  onBeforeUnmount(() => turn++)
  return { query, exact, hits, now, at, read, busy, find, step, stop, sought }
}
