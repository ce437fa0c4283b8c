/** Where a paper opens, and what is told of its reading: the newest place of all one's devices wins. */
import { onBeforeUnmount, ref, watch, type ShallowRef } from 'vue'
import { request } from '@/stream/http'
import { useMeeting } from '@/stream/meeting'
import type { Paper } from '../types'
import type { Pdf } from './pdf'
import { keepPlace, leftAt } from './place'
import { bookOf, stays } from './receipts'

interface Place {
  version: number
  last_page: number
  read_at: string
}

/** Where the server says one was, by paper; null when it is not reached. */
async function placesIn(meeting: string): Promise<Record<string, Place> | null> {
  const said = await request<{ places: Record<string, Place> }>(`/api/meetings/${meeting}/reading`).catch(
    () => null,
  )
  return said?.places ?? null
}

export function useReading(
  paper: () => Paper,
  version: () => number,
  asked: number | undefined,
  pdf: Readonly<ShallowRef<Pdf | null>>,
) {
  const store = useMeeting()
  const { id } = paper()
  const here = leftAt(id)
  const start = asked ?? here?.page ?? 1
  /** The version one has read before this opening, on any device; 0 for none. */
  const known = ref(here?.version ?? 0)
  /** A newer place, of another device; null when this one's is the newest. */
  const elsewhere = ref<number | null>(null)
  void placesIn(store.id).then((places) => {
    const there = places?.[id]
    if (!there) return
    known.value = Math.max(known.value, there.version)
    if (there.last_page && new Date(there.read_at).getTime() > (here?.at ?? 0))
      elsewhere.value = there.last_page
  })

  const book = bookOf(store.viewer?.person ?? '', store.id)
  let page = start
  /** By the server's clock: this device's own may be wrong, and the places of several devices are compared. */
  const now = () => Date.now() + store.ahead
  const what = () => ({ document: id, version: version() })
  const note = (pages: number[]) =>
    book.note({ ...what(), pages, last_page: page, at: new Date(now()).toISOString() })
  const watching = stays((pages) => note(pages))

  let inSight: readonly number[] = []
  let seen = ''
  watch(pdf, (opened) => {
    if (opened) {
      watching.stop()
      watching.view(inSight)
    }
    const name = `${id}/${version()}`
    if (!opened || seen === name) return
    seen = name
    // Opening alone says nothing of where one reads: another device may know better.
    book.note({ ...what(), opened: new Date(now()).toISOString(), pages: [], last_page: 0 })
  })

  /** The pages in view; they count once the file is there, which may be later than they are laid out. */
  function view(pages: readonly number[]): void {
    inSight = pages
    if (pdf.value) watching.view(pages)
  }
  function at(to: number): void {
    page = to
    keepPlace(id, to, version(), now())
  }

  const leave = () => void book.flush()
  window.addEventListener('pagehide', leave)
  onBeforeUnmount(() => {
    watching.stop()
    window.removeEventListener('pagehide', leave)
    leave()
  })
  return { start, known, elsewhere, view, at }
}
