/** The words of a paper's pages: kept here or given by the server at once, else read from the file one by one. */
import { shallowRef, type ShallowRef } from 'vue'
import type { Pdf } from './pdf'
import { wordsOf, type Source } from './source'

export function useWords(pdf: Readonly<ShallowRef<Pdf | null>>, source: () => Source) {
  /** All pages, for who wants to see them together; null until they were asked for and are there. */
  const words = shallowRef<readonly string[] | null>(null)
  let whole: { of: string; pages: readonly string[] } | null = null
  let asked: { of: string; answer: Promise<string[] | null> } | null = null
  const name = () => `${source().document}/${source().version}`

  async function given(): Promise<readonly string[] | null> {
    if (whole?.of === name()) return whole.pages
    const of = name()
    if (asked?.of !== of) asked = { of, answer: wordsOf(source()) }
    const pages = await asked.answer
    if (pages) whole = { of, pages }
    else asked = null
    return pages
  }

  async function drawn(page: number): Promise<string | null> {
    if (!pdf.value || page < 1 || page > pdf.value.numPages) return null
    const { items } = await (await pdf.value.getPage(page)).getTextContent()
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
  }

  /** Page by page, from 1. */
  async function* each(): AsyncGenerator<[number, string]> {
    const pages = await given()
    if (pages) {
      for (const [at, text] of pages.entries()) yield [at + 1, text]
      return
    }
    const of = name()
    const read: string[] = []
    for (let page = 1; of === name(); page++) {
      const text = await drawn(page)
      if (text === null) break
      read.push(text)
      yield [page, text]
    }
    if (read.length && read.length === pdf.value?.numPages && of === name()) whole = { of, pages: read }
  }

  async function load(): Promise<void> {
    const of = name()
    const pages: string[] = []
    for await (const [, text] of each()) pages.push(text)
    if (of === name()) words.value = pages
  }
  const wordsOn = async (page: number) => (await given())?.[page - 1] ?? drawn(page).catch(() => null)

  /** They will be asked for in a moment. */
  const fetch = () => void given()
  return { words, load, fetch, each, wordsOn }
}
