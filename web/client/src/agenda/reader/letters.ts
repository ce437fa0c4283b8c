/** The letters of a drawn page: its text in reading order, and the boxes of any part of it. */
export interface Letters {
  text: string
  /** Each piece: its element, and where it begins in `text`. */
  pieces: { element: HTMLElement; from: number }[]
}
/** Shares of the page, the origin upper left: [x, y, width, height]. */
export type Box = [number, number, number, number]

interface Item {
  type?: string
  str?: string
  hasEOL?: boolean
}

/** `elements` are the text layer's, one for each item that has a `str`. */
export function lettersOf(items: readonly Item[], elements: readonly HTMLElement[]): Letters {
  const pieces: Letters['pieces'] = []
  let text = ''
  for (const { str, hasEOL } of items) {
    if (str === undefined) continue
    const element = elements[pieces.length]
    if (!element) break
    pieces.push({ element, from: text.length })
    text += str
    // Between lines stands a space, so that words go on in the next one.
    if (hasEOL) text += '\n'
  }
  return { text, pieces }
}

/** The boxes of `text[from, to[` on the page whose element is `sheet`; one for each line. */
export function boxesOf({ pieces }: Letters, [from, to]: [number, number], sheet: DOMRect): Box[] {
  const boxes: Box[] = []
  for (const { element, from: begins } of pieces) {
    const node = element.firstChild
    const length = node?.textContent?.length ?? 0
    if (!node || begins + length <= from || begins >= to) continue
    const range = document.createRange()
    range.setStart(node, Math.max(0, from - begins))
    range.setEnd(node, Math.min(length, to - begins))
    for (const { left, top, width, height } of range.getClientRects())
      if (width > 0)
        boxes.push([
          (left - sheet.left) / sheet.width,
          (top - sheet.top) / sheet.height,
          width / sheet.width,
          height / sheet.height,
        ])
  }
  return boxes
}
