/** The question that is put to the vote, proposed from what the programme says; the desk may reword it. */
import type { Dossier, Item } from '@/agenda/types'

// A resolution "về" a plan, but one that "quy định" a fee: titles that begin with a verb take no "về".
const VERBS = [
  'ban hành',
  'bãi bỏ',
  'chấp thuận',
  'điều chỉnh',
  'giao',
  'phê chuẩn',
  'phê duyệt',
  'quy định',
  'quyết định',
  'sửa đổi',
  'thành lập',
  'thông qua',
  'xác nhận',
]

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

export function resolutionOn(title: string): string {
  const subject = lowerFirst(title.trim())
  const verb = VERBS.some((word) => subject.startsWith(`${word} `) || subject.startsWith(`${word},`))
  return `Thông qua Nghị quyết ${verb ? '' : 'về '}${subject}`
}

/** The dossiers that are decided at this item: what its vote may be about. */
export function decidedAt(item: Item, dossiers: Dossier[]): Dossier[] {
  const ids = new Set(
    item.dossiers.filter((stage) => stage.stage === 'DECIDED').map((stage) => stage.dossier),
  )
  return dossiers.filter((dossier) => ids.has(dossier.id))
}

export function proposedQuestion(item: Item, dossier?: Dossier): string {
  if (dossier) return resolutionOn(dossier.title)
  const resolution = /thông qua nghị quyết:\s*(.+)$/iu.exec(item.title)
  if (resolution?.[1]) return resolutionOn(resolution[1])
  const adopting = /thông qua .+$/iu.exec(item.title)
  return upperFirst((adopting?.[0] ?? item.title).trim())
}
