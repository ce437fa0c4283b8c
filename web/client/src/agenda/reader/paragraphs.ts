/** Lines of a printed page joined to paragraphs, as one would read them aloud. Pure. */

/** What begins anew: Điều 5, Chương II, Khoản, 1., a), I., -, +, •. */
const BEGINS =
  /^(?:(?:điều|chương|mục|phần|phụ lục|khoản)\s+[\divxlc]+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxlc]+)[.)]\s|[-–+•●▪*]\s)/iu
const ENDS = /[.:;!?…]["”)]?$/u
const LETTER = /\p{L}/u

const heading = (line: string): boolean => LETTER.test(line) && line === line.toUpperCase()
/** The number of the page, alone at its edge. */
const number = (line: string): boolean => /^[-–\s]*\d{1,4}[-–\s]*$/.test(line)

/** A line goes on in the next one unless it ends a sentence, is short, or the next one begins something. */
function goesOn(line: string, next: string, longest: number): boolean {
  if (BEGINS.test(next) || heading(line) !== heading(next)) return false
  if (heading(line)) return true
  if (line.length < longest * 0.6 || /[:;]$/.test(line)) return false
  return !ENDS.test(line) || line.length > longest * 0.9
}

export function paragraphs(text: string): string[] {
  const lines = text
    .normalize('NFC')
    .split(/\r\n|[\n\r\u2028\f]/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
  const words = lines.filter((line, at) => {
    const edge = at < 2 || at >= lines.length - 2
    return !(edge && number(line))
  })
  const longest = Math.max(0, ...words.map((line) => line.length))
  const joined: string[] = []
  let last = ''
  for (const line of words) {
    if (line && last && goesOn(last, line, longest)) joined.push(`${joined.pop()} ${line}`)
    else if (line) joined.push(line)
    last = line
  }
  return joined
}

/** Pieces short enough for a voice: browsers stop in the middle of long ones. */
export function spoken(paragraph: string, most = 220): string[] {
  const parts = paragraph.match(/[^.;:!?…]+(?:[.;:!?…]+|$)/gu) ?? [paragraph]
  const pieces: string[] = []
  for (const part of parts.map((each) => each.trim()).filter(Boolean)) {
    const before = pieces.at(-1)
    if (before !== undefined && before.length + part.length < most)
      pieces[pieces.length - 1] = `${before} ${part}`
    else pieces.push(part)
  }
  return pieces
}
