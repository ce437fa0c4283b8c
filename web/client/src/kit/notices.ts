/** Short messages at the foot of the screen, read aloud by screen readers. Shown by `NoticeHost`. */
import { reactive } from 'vue'

export interface Notice {
  id: number
  text: string
  tone: 'plain' | 'good' | 'bad'
  action?: { label: string; to: string }
}
export const notices = reactive<Notice[]>([])
let last = 0

export function notify(text: string, tone: Notice['tone'] = 'plain', action?: Notice['action']): void {
  const notice = { id: ++last, text, tone, action }
  // The same sentence twice is one sentence.
  const again = notices.findIndex((shown) => shown.text === text)
  if (again >= 0) notices.splice(again, 1)
  notices.push(notice)
  while (notices.length > 3) notices.shift()
  window.setTimeout(() => dismiss(notice.id), tone === 'bad' ? 12_000 : 7_000)
}

export function dismiss(id: number): void {
  const at = notices.findIndex((notice) => notice.id === id)
  if (at >= 0) notices.splice(at, 1)
}
