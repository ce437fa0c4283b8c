/** What the screens ask of votes on paper: the board at work, the votes under way, one's own part in them. */
import { computed, watch } from 'vue'
import { useSitting } from '@/meetings/sitting'
import { useMeeting } from '@/stream/meeting'
import type { TallyState, TellersBoard, Vote } from '../types'
import { useVotes } from '../votes'

/** In their order; what each is called is among the words. */
export const STEPS = [
  'RULES_READ',
  'BOX_SEALED',
  'BALLOTS_ISSUED',
  'CASTING_ENDED',
  'BOX_OPENED',
  'ANNOUNCED',
  'HANDED_OVER',
] as const
export const NUMBERED: ReadonlySet<string> = new Set(['BALLOTS_ISSUED', 'BOX_OPENED'])
export const REASONS = ['NOT_OURS', 'NO_STAMP', 'TOO_MANY_NAMES', 'NOTHING_MARKED', 'ADDED_NAMES'] as const
/** By which rules a council decides on paper, and which boxes stand beside each name. */
const MARKS: Record<string, readonly string[]> = {
  'HDND.ELECTION': ['YES', 'NO'],
  'PARTY.ELECTION': ['YES', 'NO'],
  'HDND.CONFIDENCE_3': ['HIGH', 'MID', 'LOW'],
  'HDND.CONFIDENCE_VOTE': ['CONFIDENCE', 'NO_CONFIDENCE'],
}
export const RULES = [
  'HDND.ELECTION',
  'HDND.CONFIDENCE_3',
  'HDND.CONFIDENCE_VOTE',
  'HDND.REMOVAL',
  'HDND.DISMISSAL',
  'HDND.RECALL_DELEGATE',
] as const
export const marksOf = (rule: string): readonly string[] => MARKS[rule] ?? ['YES', 'NO']
export const isElection = (rule: string): boolean => rule.endsWith('.ELECTION')
export const standing = (vote: Vote) => vote.lines.filter((line) => !line.withdrawn)
export const numberOf = (vote: Vote, step: string): number =>
  vote.paper?.steps.find((each) => each.step === step)?.number ?? 0

export function usePaper() {
  const store = useMeeting()
  const { me } = useSitting()
  const { votes } = useVotes()
  const boards = computed(() => store.all<TellersBoard>('tellers_board'))
  const board = computed(() => boards.value.find((each) => !each.ended_at))
  const boardOf = (vote: Vote) => boards.value.find((each) => each.id === vote.paper?.board)
  const onPaper = computed(() => votes.value.filter((vote) => vote.paper))
  /** The one that is cast or counted now, or whose ballots are still to be handed over. */
  const running = computed(() =>
    onPaper.value.find((vote) => vote.state === 'OPEN' || vote.state === 'COUNTING'),
  )
  const counting = computed(() => votes.value.find((vote) => vote.paper && vote.state === 'COUNTING'))
  const tallyOf = (vote: string) => store.one<TallyState>('tally', vote)
  const countsOn = (vote: Vote) =>
    boardOf(vote)?.tellers.some((teller) => teller.person === me.value) ?? false
  const heads = (vote: Vote) =>
    boardOf(vote)?.tellers.some((teller) => teller.person === me.value && teller.post === 'HEAD') ?? false
  return { boards, board, boardOf, onPaper, running, counting, tallyOf, countsOn, heads }
}

/** Who was just made a teller hears from then on as one: the meeting is opened anew for them. */
export function useTellerRole(): void {
  const store = useMeeting()
  const { me } = useSitting()
  const { board } = usePaper()
  watch(
    () => Boolean(board.value?.tellers.some((teller) => teller.person === me.value)),
    (now, before) => {
      if (!now || before || store.has('TELLER')) return
      const meeting = store.id
      store.close()
      void store.open(meeting)
    },
    { immediate: true },
  )
}
