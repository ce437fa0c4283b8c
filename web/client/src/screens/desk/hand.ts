/** Who stands at the desk: what they may do with papers here. */
import { computed, type ComputedRef } from 'vue'
import { useSitting } from '@/meetings/sitting'
import { useMeeting } from '@/stream/meeting'
import type { Hand } from './standing'

export function useHand(): ComputedRef<Hand> {
  const store = useMeeting()
  const { meeting } = useSitting()
  return computed(() => ({
    editor: store.has('SECRETARY', 'STAFF'),
    head: store.has('OFFICE_HEAD'),
    approval: meeting.value?.body.issue_needs_approval ?? false,
  }))
}
