/** What the screens ask of a meeting: its row, the sitting that matters now, its quorum, who is there. */
import { computed } from 'vue'
import { useMeeting } from '@/stream/meeting'
import type { Attendance, Delegate, Meeting, Quorum, Sitting } from './types'

export function useSitting() {
  const store = useMeeting()
  const meeting = computed(() => store.one<Meeting>('meeting', store.id))
  const sittings = computed(() => store.all<Sitting>('sitting').sort((a, b) => a.no - b.no))
  /** The sitting that is on; else the adjourned one; else the next planned; else the last. */
  const sitting = computed(
    () =>
      sittings.value.find((s) => s.state === 'OPEN') ??
      sittings.value.find((s) => s.state === 'ADJOURNED') ??
      sittings.value.find((s) => s.state === 'PLANNED') ??
      sittings.value.at(-1),
  )
  const quorum = computed(() => store.one<Quorum>('quorum', sitting.value?.id))
  const delegates = computed(() =>
    store.all<Delegate>('delegate').sort((a, b) => (a.seat ?? 0) - (b.seat ?? 0)),
  )
  const attendance = computed(() => {
    const rows = store.all<Attendance>('attendance').filter((row) => row.sitting === sitting.value?.id)
    return new Map(rows.map((row) => [row.person, row]))
  })
  const me = computed(() => store.viewer?.person ?? '')
  const present = computed(() => attendance.value.get(me.value)?.present ?? false)
  const form = computed(() => meeting.value?.body.address_form ?? 'đại biểu')
  return { meeting, sittings, sitting, quorum, delegates, attendance, me, present, form }
}
