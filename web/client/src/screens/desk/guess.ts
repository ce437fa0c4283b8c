/** What names say of a paper: number, kind, title and place, for a form that is then corrected. Pure. */
import type { Dossier, Item, Paper } from '@/agenda/types'
import { plain } from '@/kit/format'
import type { Target } from './papers'

type Kind = Paper['kind']
export interface Guess {
  kind: Kind
  number: string
  title: string
}

// "123-TTr-UBND về việc …": a number, the sign of the kind, then who issued it in capitals.
const NUMBER = /^(?:\d{1,2}[.)]\s*)?(\d{1,4})[-_./ ]+(\p{Lu}\p{L}{0,4}(?:-\p{Lu}{2,6})+)(?=[\s_.-]|$)/u
const ENDING = /\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|tiff?|jpe?g|png)$/i
const BY_SIGN: Record<string, Kind> = {
  TTR: 'SUBMISSION',
  NQ: 'DRAFT_RESOLUTION',
  BC: 'REPORT',
  TB: 'NOTICE',
  ĐA: 'SCHEME',
  DA: 'SCHEME',
  QĐ: 'CONVENING_DECISION',
  QD: 'CONVENING_DECISION',
}
const BY_WORDS: [RegExp, Kind][] = [
  [/bao cao tham dinh|tham dinh/, 'APPRAISAL_REPORT'],
  [/bao cao tham tra|tham tra|\bbctt\b/, 'EXAMINATION_REPORT'],
  [/bao cao tiep thu|tiep thu/, 'INTAKE_REPORT'],
  [/bao cao tu danh gia/, 'SELF_REPORTS'],
  [/to trinh|\bttr\b/, 'SUBMISSION'],
  [/du thao (nghi quyet|nq)|nghi quyet|\bdtnq\b/, 'DRAFT_RESOLUTION'],
  [/phu luc|\bpl\d*\b/, 'ANNEX'],
  [/de an/, 'SCHEME'],
  [/thong bao/, 'NOTICE'],
  [/chat van/, 'QUESTION_LIST'],
  [/chuong trinh ky hop/, 'AGENDA'],
  [/bao cao/, 'REPORT'],
]

/** `path` may lead through folders; only the file's own name says number, kind and title. */
export function guess(path: string): Guess {
  const name = path.normalize('NFC').split('/').at(-1)!.replace(ENDING, '').trim()
  const found = NUMBER.exec(name)
  const signs = found?.[2]?.split('-') ?? []
  const rest = name.slice(found?.[0].length ?? 0)
  const title = (rest.trim() ? rest : name)
    .replace(/[_\s]+/g, ' ')
    .replace(/^[\s.-]+/, '')
    .trim()
  return {
    kind: byWords(name) ?? BY_SIGN[(signs[0] ?? '').toUpperCase()] ?? 'OTHER',
    number: found ? `${found[1]}/${signs.join('-')}` : '',
    title: title.charAt(0).toUpperCase() + title.slice(1),
  }
}

/** The kind that is named first: "Tờ trình về dự thảo nghị quyết" is a submission. */
function byWords(name: string): Kind | undefined {
  const text = spaced(name)
  const at = BY_WORDS.map(([pattern, kind]) => ({ kind, index: text.search(pattern) }))
  return at.filter((each) => each.index >= 0).sort((a, b) => a.index - b.index)[0]?.kind
}

type Place = { target: Target; words: Set<string>; no: string; dossier: boolean }
const SURE = 0.6 // share of what is particular to a title that must be named
const CLEAR = 1.25 // the best must be that many times better than the next

/**
 * The item or dossier that a path and a title name: "hồ sơ 3" and "mục 4.2" by number, else by the words
 * of its title, where a word that many titles share counts little. Null when it is not clear.
 */
export function placeOf(
  path: string,
  title: string,
  items: readonly Pick<Item, 'id' | 'no' | 'title'>[],
  dossiers: readonly Pick<Dossier, 'id' | 'no' | 'title'>[],
): Target | null {
  const places: Place[] = [
    ...dossiers.map((each) => place(`dossier:${each.id}`, each, true)),
    ...items.map((each) => place(`item:${each.id}`, each, false)),
  ]
  return byNumber(path, places) ?? byTitle(`${path.replace(ENDING, '')} ${title}`, places)
}

function place(target: Target, { no, title }: { no: string; title: string }, dossier: boolean): Place {
  return { target, words: wordsOf(title), no: no.toLowerCase().replace(/^0+(?=\d)/, ''), dossier }
}
function byNumber(path: string, places: Place[]): Target | null {
  // The innermost folder or the file itself is the one that counts.
  for (const step of path.split('/').reverse()) {
    const text = plain(step.normalize('NFC')).replace(/[_\s]+/g, ' ')
    const found = /(?:^|[^a-z])(ho so|hs|muc|noi dung)(?: so)?[ .-]*0*(\d+(?:\.\d+)*)/.exec(text)
    if (!found) continue
    const dossier = found[1] === 'ho so' || found[1] === 'hs'
    const named = places.find((each) => each.dossier === dossier && each.no === found[2])
    if (named) return named.target
  }
  return null
}
function byTitle(said: string, places: Place[]): Target | null {
  const words = wordsOf(said)
  const weigh = (word: string) => {
    const sharing = places.filter((each) => each.words.has(word)).length
    return Math.log(1 + places.length / Math.max(1, sharing))
  }
  const score = (each: Place) => {
    const all = [...each.words]
    const whole = all.reduce((sum, word) => sum + weigh(word), 0)
    const named = all.filter((word) => words.has(word))
    return named.length < 2 ? 0 : named.reduce((sum, word) => sum + weigh(word), 0) / whole
  }
  // Of a dossier and the item that decides it, the paper is the dossier's.
  const ranked = places.map((each) => ({ each, score: score(each) })).sort((a, b) => b.score - a.score)
  const best = ranked[0]
  if (!best || best.score < SURE) return null
  const rival = ranked.find(({ each }) => each !== best.each && each.dossier === best.each.dossier)
  if (best.score < CLEAR * (rival?.score ?? 0)) return null
  const dossier = ranked.find(({ each, score }) => each.dossier && score >= best.score * 0.8)
  return (dossier ?? best).each.target
}
function spaced(text: string): string {
  return plain(text.normalize('NFC')).replace(/[_\s./()-]+/g, ' ')
}
function wordsOf(text: string): Set<string> {
  return new Set(
    spaced(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1),
  )
}
