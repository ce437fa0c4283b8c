/** Who speaks, who waits to, and where one is oneself in the queue. */
import { computed } from 'vue'
import { useClock } from '@/stream/clock'
import { useMeeting } from '@/stream/meeting'
import type { Speech, SpeechRequest } from './types'

/** Seconds that are left of a speech, below zero when it is over its time. */
export function secondsLeft(speech: Speech, now: number): number {
  return Math.ceil((Date.parse(speech.began_at) + speech.seconds * 1000 - now) / 1000)
}

/** `07:00`, and `−00:12` over time. */
export function clockOf(seconds: number): string {
  const whole = Math.abs(seconds)
  const shown = [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return seconds < 0 ? `−${shown}` : shown
}

/** In the order of asking; what was asked in the same instant, in the order in which the server took it. */
export function inQueue(requests: SpeechRequest[]): SpeechRequest[] {
  return [...requests].sort(
    (a, b) => Date.parse(a.asked_at) - Date.parse(b.asked_at) || Number(a.id) - Number(b.id),
  )
}

export function useFloor() {
  const store = useMeeting()
  const now = useClock()
  const queue = computed(() => inQueue(store.all<SpeechRequest>('speech_request')))
  const speeches = computed(() =>
    store.all<Speech>('speech').sort((a, b) => Date.parse(a.began_at) - Date.parse(b.began_at)),
  )
  const speech = computed(() => speeches.value.find((each) => !each.ended_at))
  const left = computed(() => (speech.value ? secondsLeft(speech.value, now.value) : 0))
  const me = computed(() => store.viewer?.person ?? '')
  const mine = computed(() => queue.value.find((request) => request.person === me.value))
  /** One's place in the queue, from 1; 0 when one does not wait. */
  const place = computed(() => queue.value.findIndex((request) => request.person === me.value) + 1)
  const myTurn = computed(() => speech.value !== undefined && speech.value.person === me.value)
  return { queue, speeches, speech, left, mine, place, myTurn }
}
