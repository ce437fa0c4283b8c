/** The result that is being announced: it stands until the next item is started, or another vote is opened. */
import { computed, watchEffect } from 'vue'
import { useProgramme } from '@/agenda/programme'
import { useVotes } from './votes'

/** Which item was current while a vote was open: a vote may be held beside the current item. */
const during = new Map<string, string>()

export function useAnnounced() {
  const { votes, open } = useVotes()
  const { current } = useProgramme()
  watchEffect(() => {
    if (open.value) during.set(open.value.id, current.value?.id ?? '')
  })
  const last = computed(() => {
    const vote = votes.value.at(-1)
    if (!vote || vote.state === 'OPEN') return undefined
    const stillThere = !current.value || current.value.id === (during.get(vote.id) ?? vote.item)
    return stillThere ? vote : undefined
  })
  const announced = computed(() => (last.value?.state === 'CLOSED' ? last.value : undefined))
  const cancelled = computed(() => (last.value?.state === 'CANCELLED' ? last.value : undefined))
  return { announced, cancelled }
}
