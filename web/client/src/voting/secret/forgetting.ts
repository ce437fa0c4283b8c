/** Whatever screen is open when a secret vote ends: one's ballot is looked for once more, and all is dropped. */
import { watch } from 'vue'
import { useMeeting } from '@/stream/meeting'
import { request } from '@/stream/http'
import { lookFor, type Found } from './ballot'
import { drop, recall } from './kept'
import type { Vote } from '../types'
import type { Box, Poll } from './types'

/** `tell` hears of each ballot that was looked for here, and not on its card before. */
export function useForgetting(tell: (found: Found) => void): void {
  const store = useMeeting()
  const over = () =>
    store
      .all<Poll>('secret_poll')
      .filter(
        ({ stage, vote }) =>
          stage === 'OPENED' || stage === 'VOID' || store.one<Vote>('vote', vote)?.state === 'CANCELLED',
      )
  watch(
    () => [store.viewer?.person ?? '', ...over().map((poll) => poll.vote)].join(),
    async () => {
      const person = store.viewer?.person
      if (!person) return
      for (const poll of over()) {
        const kept = recall(person, poll.vote)
        if (!kept) continue
        if (kept.tracker && poll.stage === 'OPENED') {
          const box = await request<Box>(`/api/votes/${poll.vote}/box`).catch(() => null)
          if (!box) continue
          tell(await lookFor(kept.tracker, box.trackers, poll.root))
        }
        drop(person, poll.vote)
      }
    },
    { immediate: true },
  )
}
