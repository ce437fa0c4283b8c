/** What is done with a paper without a form of its own: asked first, done, and said. */
import { useI18n } from 'vue-i18n'
import {
  approveDocuments,
  removeDocument,
  returnDocuments,
  submitDocuments,
  unscheduleDocument,
} from '@/agenda/publishing'
import type { Paper } from '@/agenda/types'
import { askReason, confirm } from '@/kit/confirm'
import { count } from '@/kit/format'
import { notify } from '@/kit/notices'
import { useAct } from '@/stream/commands'
import { useMeeting } from '@/stream/meeting'

const ids = (papers: readonly Paper[]) => papers.map((paper) => paper.id)

export function usePaperActs() {
  const { t } = useI18n()
  const store = useMeeting()
  const submitting = useAct((papers: Paper[]) => submitDocuments(store.id, ids(papers)))
  const approving = useAct((papers: Paper[]) => approveDocuments(store.id, ids(papers)))
  const returning = useAct((papers: Paper[], reason: string) =>
    returnDocuments(store.id, ids(papers), reason),
  )
  const unscheduling = useAct(unscheduleDocument)
  const removing = useAct(removeDocument)
  const done = (what: string, n: number) => notify(t(`desk.paper.done.${what}`, { n }), 'good')

  /** True when it was done. */
  async function submit(papers: Paper[]): Promise<boolean> {
    const n = papers.length
    const sure = await confirm({
      title: t('desk.paper.submitAsk', { n }),
      text: t('desk.paper.submitText'),
      yes: t('desk.paper.act.submit'),
    })
    if (!sure || !(await submitting.run(papers))) return false
    done('submit', n)
    return true
  }
  async function approve(papers: Paper[]): Promise<boolean> {
    const n = papers.length
    const pages = count(papers.reduce((sum, paper) => sum + paper.pages, 0))
    const sure = await confirm({
      title: t('desk.paper.approveAsk', { n, pages }),
      text: t('desk.paper.approveText'),
      yes: t('desk.paper.act.approve'),
    })
    if (!sure || !(await approving.run(papers))) return false
    done('approve', n)
    return true
  }
  async function giveBack(papers: Paper[]): Promise<boolean> {
    const n = papers.length
    const reason = await askReason({
      title: t('desk.paper.returnAsk', { n }),
      reason: t('desk.paper.returnReason'),
      yes: t('desk.paper.act.return'),
    })
    if (!reason || !(await returning.run(papers, reason))) return false
    done('return', n)
    return true
  }
  async function unschedule(paper: Paper): Promise<void> {
    const sure = await confirm({
      title: t('desk.paper.unscheduleAsk'),
      text: t('desk.paper.unscheduleText', { title: paper.title }),
      yes: t('desk.paper.act.unschedule'),
    })
    if (sure && (await unscheduling.run(paper.id))) done('unschedule', 1)
  }
  async function remove(paper: Paper): Promise<void> {
    const sure = await confirm({
      title: t('desk.papers.removeAsk'),
      text: t('desk.papers.removeText', { title: paper.title, pages: count(paper.pages) }),
      yes: t('desk.papers.remove'),
    })
    if (sure && (await removing.run(paper.id))) notify(t('desk.papers.removed'), 'good')
  }
  return { submit, approve, giveBack, unschedule, remove }
}
