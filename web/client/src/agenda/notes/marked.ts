/** Text that is selected on the pages, as rectangles of each page; and selecting it with a pen. */
import { lines, quarter, rectToPage } from './geometry'
import type { Place } from './book'
import type { Rect } from './types'

export interface Caret {
  node: Node
  offset: number
}
export interface Marked {
  place: Place
  rects: Rect[]
  text: string
}

interface OldDocument {
  caretRangeFromPoint?: (x: number, y: number) => Range | null
  caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null
}

/** Between which letters of the page a pointer is, through the catcher that lies above them. */
export function caretUnder(catcher: HTMLElement, at: { clientX: number; clientY: number }): Caret | null {
  const { pointerEvents } = catcher.style
  catcher.style.pointerEvents = 'none'
  const old = document as unknown as OldDocument
  const range = old.caretRangeFromPoint?.(at.clientX, at.clientY)
  const position = range ? null : old.caretPositionFromPoint?.(at.clientX, at.clientY)
  catcher.style.pointerEvents = pointerEvents
  const node = range?.startContainer ?? position?.offsetNode
  const letters = catcher.closest('[data-page]')?.querySelector('.text')
  if (!node || node.nodeType !== Node.TEXT_NODE || !letters?.contains(node)) return null
  return { node, offset: range?.startOffset ?? position?.offset ?? 0 }
}

/** Select from one place to another; where there are no letters the selection stays as it is. */
export function select(from: Caret | null, to: Caret | null): void {
  if (from && to) window.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
}

/** The pieces of a range within the letters of one page. */
function* pieces(letters: Element, range: Range): Generator<Range> {
  const walker = document.createTreeWalker(letters, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue
    const piece = document.createRange()
    piece.selectNodeContents(node)
    if (node === range.startContainer) piece.setStart(node, range.startOffset)
    if (node === range.endContainer) piece.setEnd(node, range.endOffset)
    if (!piece.collapsed) yield piece
  }
}

function onPage(layer: HTMLElement, range: Range): Marked | null {
  const sheet = layer.closest('[data-page]')
  const letters = sheet?.querySelector('.text')
  if (!sheet || !letters || !range.intersectsNode(letters)) return null
  const box = sheet.getBoundingClientRect()
  const turn = quarter(Number(layer.dataset.rotation))
  const rects: Rect[] = []
  let text = ''
  for (const piece of pieces(letters, range)) {
    text += `${piece.toString()} `
    for (const { left, top, width, height } of piece.getClientRects())
      rects.push(
        rectToPage(
          [
            (left - box.left) / box.width,
            (top - box.top) / box.height,
            width / box.width,
            height / box.height,
          ],
          turn,
        ),
      )
  }
  const place = {
    document: layer.dataset.document ?? '',
    version: Number(layer.dataset.version),
    page: Number(layer.dataset.noteLayer),
  }
  const found = lines(rects)
  return found.length ? { place, rects: found, text: text.replace(/\s+/g, ' ').trim() } : null
}

/** What is selected now, page by page. */
export function selected(): Marked[] {
  const selection = window.getSelection()
  if (!selection?.rangeCount || selection.isCollapsed) return []
  const range = selection.getRangeAt(0)
  return [...document.querySelectorAll<HTMLElement>('[data-note-layer]')]
    .map((layer) => onPage(layer, range))
    .filter((marked) => marked !== null)
}
