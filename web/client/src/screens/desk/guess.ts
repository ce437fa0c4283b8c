/** What a file name says of the paper in it: number, kind and title, for a form that is then corrected. Pure. */
import { plain } from '@/kit/format'

export interface Guess {
  kind: string
  number: string
  title: string
}

// "123-TTr-UBND về việc …": a number, the sign of the kind, then who issued it in capitals.
const NUMBER = /^(\d{1,4})[-_./ ]+(\p{Lu}\p{L}{0,4}(?:-\p{Lu}{2,6})+)(?=[\s_.-]|$)/u
const BY_SIGN: Record<string, string> = {
  TTr: 'SUBMISSION',
  NQ: 'DRAFT_RESOLUTION',
  BC: 'REPORT',
  TB: 'NOTICE',
  ĐA: 'SCHEME',
  QĐ: 'CONVENING_DECISION',
}
const BY_WORDS: [RegExp, string][] = [
  [/bao cao tham dinh|tham dinh/, 'APPRAISAL_REPORT'],
  [/bao cao tham tra|tham tra/, 'EXAMINATION_REPORT'],
  [/bao cao tiep thu|tiep thu/, 'INTAKE_REPORT'],
  [/bao cao tu danh gia/, 'SELF_REPORTS'],
  [/to trinh/, 'SUBMISSION'],
  [/du thao (nghi quyet|nq)|nghi quyet/, 'DRAFT_RESOLUTION'],
  [/phu luc/, 'ANNEX'],
  [/de an/, 'SCHEME'],
  [/thong bao/, 'NOTICE'],
  [/chat van/, 'QUESTION_LIST'],
  [/chuong trinh ky hop/, 'AGENDA'],
  [/bao cao/, 'REPORT'],
]

export function guess(fileName: string): Guess {
  const name = fileName
    .normalize('NFC')
    .replace(/\.pdf$/i, '')
    .trim()
  const found = NUMBER.exec(name)
  const signs = found?.[2]?.split('-') ?? []
  const rest = name.slice(found?.[0].length ?? 0)
  const title = (rest.trim() ? rest : name)
    .replace(/[_\s]+/g, ' ')
    .replace(/^[\s.-]+/, '')
    .trim()
  return {
    kind: byWords(name) ?? BY_SIGN[signs[0] ?? ''] ?? 'OTHER',
    number: found ? `${found[1]}/${signs.join('-')}` : '',
    title: title.charAt(0).toUpperCase() + title.slice(1),
  }
}

/** The kind that is named first: "Tờ trình về dự thảo nghị quyết" is a submission. */
function byWords(name: string): string | undefined {
  const text = plain(name).replace(/[_\s-]+/g, ' ')
  const at = BY_WORDS.map(([pattern, kind]) => ({ kind, index: text.search(pattern) }))
  return at.filter((each) => each.index >= 0).sort((a, b) => a.index - b.index)[0]?.kind
}
