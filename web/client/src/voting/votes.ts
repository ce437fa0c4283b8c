/** What the screens ask of voting: the vote that is open, the last that was announced, one's own ballot. */
import { computed } from 'vue'
import { useMeeting } from '@/stream/meeting'
import type { Ballot, Turnout, Vote } from './types'

export function useVotes() {
  const store = useMeeting()
  const votes = computed(() => store.all<Vote>('vote').sort((a, b) => Number(a.id) - Number(b.id)))
  const open = computed(() => votes.value.find((vote) => vote.state === 'OPEN'))
  /** A secret electronic vote that is on: also while its box waits to be opened. */
  const secret = computed(() =>
    votes.value.find(({ form, state }) => form === 'SECRET' && (state === 'OPEN' || state === 'COUNTING')),
  )
  const over = computed(() => votes.value.filter(({ state }) => state === 'CLOSED' || state === 'CANCELLED'))
  const closed = computed(() => votes.value.filter((vote) => vote.state === 'CLOSED'))
  const latest = computed(() => closed.value.at(-1))
  const turnout = computed(() => store.one<Turnout>('turnout', open.value?.id))
  const ballotOf = (vote: string) => store.one<Ballot>('ballot', vote)
  const votesOf = (item: string) => votes.value.filter((vote) => vote.item === item)
  return { votes, open, secret, over, closed, latest, turnout, ballotOf, votesOf }
}
