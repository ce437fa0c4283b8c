/** The server's clock on this screen, once a second: the record's time, not the tablet's. */
import { computed, onScopeDispose, ref } from 'vue'
import { useMeeting } from './meeting'

const beat = ref(Date.now())
let users = 0
let timer = 0

export function useClock() {
  const meeting = useMeeting()
  if (users++ === 0) timer = window.setInterval(() => (beat.value = Date.now()), 1000)
  onScopeDispose(() => {
    if (--users === 0) window.clearInterval(timer)
  })
  return computed(() => beat.value + meeting.ahead)
}

/** A moment of this device's clock, such as the end of its lease, as the server's clock shows it. */
export function useServerTime(): (moment: Date | number) => Date {
  const meeting = useMeeting()
  return (moment) => new Date(Number(moment) + meeting.ahead)
}
