/** Letters without marks, and where each stood: "nghi quyet" finds "nghị quyết", across line breaks too. Pure. */
export interface Folded {
  text: string
  /** For each letter of `text` its place in the original, and at the end the original's length. */
  at: number[]
}

const MARK = /\p{M}/u
const SPACE = /\s/u
/** Soft hyphens and what has no width stand in words without being part of them. */
const NOTHING = /[\u00ad\u200b-\u200d\u2060\ufeff]/

/** What each letter folds to, remembered: a paper of 300 pages has a million letters, and two hundred different ones. */
const known = new Map<number, string>()
function foldedLetter(code: number): string {
  let plain = ''
  for (const part of String.fromCodePoint(code).normalize('NFD')) {
    if (MARK.test(part) || NOTHING.test(part)) continue
    plain += SPACE.test(part) ? ' ' : part === 'đ' || part === 'Đ' ? 'd' : part.toLowerCase()
  }
  known.set(code, plain)
  return plain
}

export function fold(original: string): Folded {
  const at: number[] = []
  let text = ''
  let spaced = false
  for (let place = 0; place < original.length;) {
    const code = original.codePointAt(place)!
    const plain = known.get(code) ?? foldedLetter(code)
    if (plain !== ' ' || !spaced) {
      for (let n = 0; n < plain.length; n++) at.push(place)
      text += plain
      if (plain) spaced = plain === ' '
    }
    place += code > 0xffff ? 2 : 1
  }
  at.push(original.length)
  return { text, at }
}

export const foldedNeedle = (query: string): string => fold(query).text.trim()

/** Each word's letters and marks in no order: "hòa" and "hoà" are one word, "hoa" is another. */
const spelling = (text: string): string =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word.replace(NOTHING, '').normalize('NFD')].sort().join(''))
    .join(' ')

/** Where the query stands in the original, as [from, to[; with `exact` the marks count as well. */
export function occurrences(original: string, query: string, exact = false, folded = fold(original)) {
  const needle = foldedNeedle(query)
  const found: [number, number][] = []
  if (!needle) return found
  const spelled = spelling(query)
  for (let from = folded.text.indexOf(needle); from >= 0; from = folded.text.indexOf(needle, from + 1)) {
    const start = folded.at[from] ?? 0
    const last = folded.at[from + needle.length - 1] ?? start
    // Marks that follow the last letter belong to it.
    let end = last + (original.codePointAt(last)! > 0xffff ? 2 : 1)
    while (end < original.length && MARK.test(original[end]!)) end++
    if (!exact || spelling(original.slice(start, end)) === spelled) {
      found.push([start, end])
      from += needle.length - 1
    }
  }
  return found
}
