/** The bar to look for words: opened by a key, a button or a link, and what a hit does to the pages. */
import { watch, type Ref, type ShallowRef } from 'vue'
import type { useFinding } from './finding'
import type { Pdf } from './pdf'

interface On {
  /** A hit is on that page; the hit itself comes into sight when its letters are there. */
  show: (page: number) => void
  said: (query: string) => void
  focus: () => void
  left: () => void
  /** Words will be looked for in a moment. */
  soon: () => void
}

/** `asked`: the words that the address asks for. */
export function useFindBar(
  found: ReturnType<typeof useFinding>,
  shown: Ref<boolean>,
  asked: () => string,
  pdf: Readonly<ShallowRef<Pdf | null>>,
  on: On,
) {
  async function look(query: string, exact?: boolean): Promise<void> {
    const hit = await found.find(query, exact)
    if (hit) on.show(hit.page)
  }
  async function seek(query: string, exact: boolean): Promise<void> {
    const looking = look(query, exact)
    on.said(query)
    await looking
  }
  function step(way: 1 | -1): void {
    const hit = found.step(way)
    if (hit) on.show(hit.page)
  }
  function openFind(): void {
    if (shown.value) on.focus()
    shown.value = true
    on.soon()
  }
  function closeFind(): void {
    shown.value = false
    found.stop()
    on.said('')
    on.left()
  }
  watch(asked, (query) => {
    if (!query || query === found.query.value) return
    shown.value = true
    void look(query)
  })
  // Who comes by a link to words finds them as soon as the file is there.
  watch(pdf, (now) => now && asked() && !found.query.value && void look(asked()))
  return { seek, step, openFind, closeFind }
}
