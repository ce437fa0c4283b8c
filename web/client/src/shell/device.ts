/** This device in the life of the session: lease, what is kept, and what the person is told about it. */
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { day, time } from '@/kit/format'
import { notify } from '@/kit/notices'
import { useServerTime } from '@/stream/clock'
import { onCutOff, settle } from '@/stream/device'
import { request } from '@/stream/http'
import { useMeeting } from '@/stream/meeting'
import { holding, openVault } from '@/stream/vault'
import { useSession } from './session'

const AGAIN = 10_000
/** The first screen goes before what is needed only later. */
const REST = 1_500

export function useDevice(): void {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const meeting = useMeeting()
  const onServer = useServerTime()

  async function settled(): Promise<void> {
    // Not reached, and nobody known from here: that is no word of the server that nobody is signed in.
    if (!session.me) return
    const { person } = session
    await settle(person?.kind === 'PERSON' ? person.id : null)
    // A device that is full, or locked meanwhile, keeps neither; the rest goes on.
    await session.keep().catch(() => undefined)
    await keepToday().catch(() => undefined)
    if (person?.kind === 'PERSON') (await import('@/agenda/offline/keep')).follow()
  }
  /** Whoever goes straight to a meeting has not seen the list of them, and may need it without the network. */
  async function keepToday(): Promise<void> {
    const vault = await openVault()
    if (!vault || session.saved || (await vault.get('snapshot', 'today'))) return
    const today = await request<{ meetings: unknown[] }>('/api/today').catch(() => null)
    if (today) await vault.put('snapshot', 'today', today.meetings)
  }
  let soon = 0
  watch(
    () => [session.person?.id, session.saved],
    () => {
      window.clearTimeout(soon)
      // Somebody else: what the earlier person kept goes at once.
      soon = window.setTimeout(() => void settled(), session.person ? REST : 0)
    },
    { immediate: true },
  )

  onCutOff(async () => {
    notify(t('offline.cutOff'), 'bad')
    meeting.close()
    await session.load().catch(() => session.expire())
    if (!session.person) await router.replace('/sign-in')
  })

  watch(holding, async (now, before) => {
    if (before !== 'open' || (now !== 'over' && now !== 'turnedBack')) return
    if (!session.saved && meeting.line !== 'waiting') return
    const ended = onServer(Date.now())
    notify(t(`offline.${now}`, { time: time(ended), day: day(ended) }), 'bad')
    meeting.close()
    session.expire()
    await router.replace({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } })
  })

  // Opened from what was kept: ask until the server says who this is, or that nobody is signed in.
  window.setInterval(() => session.saved && void again(), AGAIN)
  window.addEventListener('online', () => session.saved && void again())
  async function again(): Promise<void> {
    const before = session.person?.id
    await session.load().catch(() => undefined)
    if (before && !session.person)
      await router.replace({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } })
  }
}
