/** Tell of each paper that is issued while one sits here, with the way to it. */
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { useProgramme } from '@/agenda/programme'
import type { Paper } from '@/agenda/types'
import { time } from '@/kit/format'
import { notify } from '@/kit/notices'

export function useNewPapers(to: (paper: Paper) => RouteLocationRaw): void {
  const { t } = useI18n()
  const router = useRouter()
  const { papers } = useProgramme()
  const issued = () => papers.value.filter((paper) => paper.state === 'PUBLISHED')
  const known = new Set(issued().map((paper) => paper.id))

  // The rows, not the frames: what was issued while the line was away is told as well.
  watch(
    () =>
      issued()
        .map((paper) => paper.id)
        .join(),
    () => {
      const fresh = issued().filter((paper) => !known.has(paper.id))
      for (const paper of fresh) known.add(paper.id)
      const [first] = fresh
      if (!first) return
      const text =
        fresh.length === 1
          ? t('seat.oneNew', {
              title: first.title,
              pages: first.pages,
              time: time(first.published_at ?? Date.now()),
            })
          : t('seat.manyNew', { n: fresh.length })
      notify(text, 'plain', { label: t('seat.read'), to: router.resolve(to(first)).fullPath })
    },
  )
}
