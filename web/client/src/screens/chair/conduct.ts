/** The acts of the desk: what is proposed, asked for again where a mistake is public, and done once. */
import { computed, reactive, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { startItem } from '@/agenda/commands'
import { nextItem, useProgramme } from '@/agenda/programme'
import type { Item } from '@/agenda/types'
import { askReason, confirm } from '@/kit/confirm'
import { adjournSitting, closeMeeting, closeSitting, openSitting, resumeSitting } from '@/meetings/commands'
import { useSitting } from '@/meetings/sitting'
import { useAct, type Answer } from '@/stream/commands'
import { useMeeting } from '@/stream/meeting'
import { useAnnounced } from '@/voting/announced'
import { cancelVote, closeVote, openVote, type Way } from '@/voting/commands'
import { takeStep } from '@/voting/paper/commands'
import { decidedAt, proposedQuestion } from '@/voting/question'
import { sealBox } from '@/voting/secret/commands'
import { useVotes } from '@/voting/votes'
import { isRead, markRead } from './read'
import { isDue, nextStep } from './step'

const PATIENCE = 3_000
const NAMED = 12 // who is missing is named up to here; the list beside the button has them all

/** As the programme says, on the tablets. */
const usual = (): Way => ({ rule: null, form: 'OPEN', again: null })

export function useConduct() {
  const { t } = useI18n()
  const store = useMeeting()
  const { meeting, sitting, quorum, delegates, me } = useSitting()
  const { items, current, dossiers } = useProgramme()
  const { open, turnout, votesOf } = useVotes()
  const { announced } = useAnnounced()
  const acting = useAct((act: () => Promise<Answer>) => act())
  const running = ref(false)

  /** An act is over when the screen shows what it did: until then the button still offers the same again. */
  async function run(act: () => Promise<Answer>) {
    if (running.value) return
    running.value = true
    const answer = await acting.run(act)
    if (answer) await shown(answer.seq)
    running.value = false
  }
  function shown(seq: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = watch(
        () => store.seq >= seq,
        (there) => there && done(),
      )
      const timer = window.setTimeout(done, PATIENCE)
      function done() {
        window.clearTimeout(timer)
        stop()
        resolve()
      }
      if (store.seq >= seq) done()
    })
  }

  const wanted = ref(false)
  const draft = reactive({ question: '', dossier: null as string | null, way: usual() })

  const presides = computed(() => meeting.value?.presiding === me.value)
  const onBehalf = computed(() => !presides.value && store.has('SECRETARY') && !!meeting.value?.presiding)
  const conducts = computed(() => presides.value || onBehalf.value)

  const next = computed(() => nextItem(items.value, current.value))
  const held = computed(() => (current.value ? votesOf(current.value.id) : []))
  const unread = computed(() => (announced.value && !isRead(announced.value) ? announced.value : undefined))
  const choices = computed(() => (current.value ? decidedAt(current.value, dossiers.value) : []))
  const due = computed(() => Boolean(current.value && isDue(current.value, held.value)))
  const step = computed(() =>
    meeting.value
      ? nextStep({
          meeting: meeting.value,
          sitting: sitting.value,
          current: current.value,
          next: next.value,
          open: open.value,
          unread: unread.value,
          held: held.value,
          wanted: wanted.value,
        })
      : 'over',
  )

  function propose() {
    const item = current.value
    if (!item) return
    const done = new Set(held.value.filter((vote) => vote.state === 'CLOSED').map((vote) => vote.dossier))
    const dossier = choices.value.find((each) => !done.has(each.id))
    draft.dossier = dossier?.id ?? null
    draft.question = proposedQuestion(item, dossier)
    draft.way = usual()
  }
  function reword() {
    const dossier = choices.value.find((each) => each.id === draft.dossier)
    if (current.value) draft.question = proposedQuestion(current.value, dossier)
  }
  watch(
    () => [current.value?.id, held.value.length, choices.value.length].join(),
    () => {
      wanted.value = false
      propose()
    },
    { immediate: true },
  )

  /** A vote that the programme does not foresee here, or another one after the foreseen was held. */
  const prepare = (now: boolean) => {
    wanted.value = now
  }

  const sure = (name: string, yes: string, facts: Record<string, unknown> = {}) =>
    confirm({ title: t(`chair.ask.${name}`, facts), text: t(`chair.ask.${name}Text`, facts), yes })

  async function goTo(item: Item | undefined) {
    if (item) await run(() => startItem(item.id))
  }

  async function putToVote() {
    const item = current.value
    if (!item) return
    const facts = {
      question: draft.question,
      n: quorum.value?.present,
      t: quorum.value?.total,
      k: quorum.value?.needed,
    }
    if (await sure('openVote', t('chair.act.open-vote'), facts))
      await run(() => openVote(item.id, draft.question, draft.dossier, { ...draft.way }))
  }

  async function endVote() {
    const vote = open.value
    if (!vote) return
    if (vote.form === 'SECRET') {
      const [title, text, yes] = ['askSeal', 'askSealText', 'seal'].map((name) => t(`secret.desk.${name}`))
      if (await confirm({ title: title!, text, yes: yes! })) await run(() => sealBox(vote.id))
      return
    }
    if (vote.paper) {
      await run(() => takeStep(vote.id, 'CASTING_ENDED'))
      return
    }
    const missing = new Set(vote.form === 'HANDS' ? [] : turnout.value?.waiting)
    const names = delegates.value.filter((person) => missing.has(person.id)).map((person) => person.name)
    if (
      names.length &&
      !(await sure('missing', t('chair.act.close-vote'), { n: names.length, names: some(names) }))
    )
      return
    await run(() => closeVote(vote.id))
  }
  const some = (names: string[]) =>
    names.length <= NAMED
      ? names.join(', ')
      : t('chair.ask.more', { names: names.slice(0, NAMED).join(', '), n: names.length - NAMED })

  const acts = {
    'open-sitting': () => run(() => openSitting(sitting.value!.id)),
    'resume-sitting': () => run(() => resumeSitting(sitting.value!.id)),
    'open-vote': putToVote,
    'close-vote': endVote,
    read: async () => {
      if (unread.value) markRead(unread.value)
    },
    'start-item': () => goTo(next.value),
    skip: async () => {
      if (!due.value || (await sure('skip', t('chair.ask.yesSkip'), { no: current.value!.no })))
        await goTo(next.value)
    },
    'close-sitting': async () => {
      const { id, name } = sitting.value!
      if (await sure('closeSitting', t('chair.act.close-sitting'), { name }))
        await run(() => closeSitting(id))
    },
    'close-meeting': async () => {
      if (await sure('closeMeeting', t('chair.act.close-meeting'))) await run(() => closeMeeting(store.id))
    },
    adjourn: async () => {
      if (await sure('adjourn', t('chair.act.adjourn'))) await run(() => adjournSitting(sitting.value!.id))
    },
    cancel: async () => {
      const vote = open.value!
      const reason = await askReason({
        title: t('chair.ask.cancel'),
        text: t('chair.ask.cancelText'),
        reason: t('chair.ask.reason'),
        yes: t('chair.act.cancel'),
      })
      if (reason) await run(() => cancelVote(vote.id, reason))
    },
    jump: async (item: Item) => {
      if (await sure('jump', t('chair.ask.yesJump'), { no: item.no, title: item.title })) await goTo(item)
    },
  }

  return {
    step, acts, running, conducts, onBehalf, draft, reword, choices, wanted, prepare, due, next, unread,
  } // prettier-ignore
}
