/** One delegate's way through a secret vote: receive the ballot, mark it, put it into the box, find it again. */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { newKey, Refusal, request, Unreachable } from '@/stream/http'
import type { Choice } from '../types'
import { lookFor, seal, type Found } from './ballot'
import { cast } from './keeper'
import { drop, keep, recall, type Kept } from './kept'
import { draw, take } from './token'
import type { Box, Poll } from './types'

export type Phase = 'RECEIVING' | 'WAITING' | 'VOTING' | 'WITHOUT' | 'SEALED' | 'OVER'

export interface Seated {
  poll: Ref<Poll | undefined>
  person: Ref<string>
  /** On the list and in the hall: a ballot may be asked for. */
  entitled: Ref<boolean>
  unknown: string
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export function useBooth(vote: string, { poll, person, entitled, unknown }: Seated) {
  const kept = ref<Kept | null>(recall(person.value, vote))
  const chosen = ref<Choice | null>(null)
  const sending = ref<Choice | null>(null)
  const attempt = ref(1)
  const refused = ref('')
  const found = ref<Found | null>(null)
  let here = true
  let asking = false
  onScopeDispose(() => (here = false))

  const phase = computed<Phase>(() => {
    const stage = poll.value?.stage
    if (stage === 'OPENED' || stage === 'VOID' || !stage) return 'OVER'
    if (stage === 'SEALED') return 'SEALED'
    if (kept.value?.token) return stage === 'CASTING' ? 'VOTING' : 'WAITING'
    return stage === 'ISSUING' ? 'RECEIVING' : 'WITHOUT'
  })
  const inBox = computed(() => Boolean(kept.value?.tracker))

  function save(next: Kept): void {
    kept.value = next
    keep(person.value, vote, next)
  }

  /** Ask for the ballot: what was drawn is kept first, so that a reload asks for the same one again. */
  async function receive(): Promise<void> {
    const of = poll.value
    if (asking || !of || kept.value?.token || !entitled.value) return
    asking = true
    try {
      if (kept.value?.drawn.poll !== of.poll) save({ drawn: await draw(of.poll, of.signing_key), version: 0 })
      const drawn = kept.value!.drawn
      const answer = await asked(`/api/votes/${vote}/token`, drawn.blinded)
      if (answer) save({ drawn, token: await take(drawn, answer, of.signing_key), version: 0 })
    } catch (problem) {
      refused.value = problem instanceof Refusal ? problem.detail : unknown
    } finally {
      asking = false
    }
  }

  async function asked(path: string, blinded: string): Promise<string | null> {
    for (let n = 1; here; n++) {
      try {
        const said = await request<{ signature: string }>(path, {
          method: 'POST',
          body: { blinded },
          key: newKey(),
          patience: 8_000,
        })
        return said.signature
      } catch (problem) {
        if (!(problem instanceof Unreachable || (problem instanceof Refusal && problem.status >= 500)))
          throw problem
        await pause(Math.min(4_000, 300 * 2 ** n) * (0.6 + Math.random() * 0.8))
      }
    }
    return null
  }

  /** Put the choice into the box; a later one replaces it until the box is sealed. */
  async function put(choice: Choice): Promise<void> {
    const [of, mine] = [poll.value, kept.value]
    if (!of || !mine?.token || sending.value) return
    sending.value = choice
    attempt.value = 1
    refused.value = ''
    try {
      // The number is used up whatever becomes of this ballot: two may never share one.
      const version = mine.version + 1
      save({ ...mine, version })
      const sealed = await seal(mine.token, choice, version, of.box_key)
      const tracker = await cast(of.origin, sealed.body, {
        onTry: (n) => (attempt.value = n),
        wanted: () => here && poll.value?.stage === 'CASTING',
      })
      if (tracker !== sealed.tracker) throw new Error('another ballot was confirmed')
      save({ ...mine, version, tracker })
      chosen.value = choice
    } catch (problem) {
      refused.value = problem instanceof Refusal && problem.detail ? problem.detail : unknown
    } finally {
      sending.value = null
    }
  }

  /** The box is sealed: look whether one's ballot is in it, and forget all that led to it. */
  async function check(): Promise<void> {
    const [of, mine] = [poll.value, kept.value]
    if (!of || !mine) return
    if (mine.tracker && !found.value) {
      const box = await request<Box>(`/api/votes/${vote}/box`).catch(() => null)
      if (!box) return
      found.value = await lookFor(mine.tracker, box.trackers, of.root)
    }
    forget()
  }

  function forget(): void {
    drop(person.value, vote)
    kept.value = null
    chosen.value = null
  }

  watch(
    [phase, entitled],
    () => {
      if (phase.value === 'RECEIVING') void receive()
      if (phase.value === 'SEALED') void check()
    },
    { immediate: true },
  )

  return { phase, inBox, chosen, sending, attempt, refused, found, put, receive }
}
