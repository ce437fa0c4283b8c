/** The page that is being presented: followed with one tap, left by turning a page; and presenting oneself. */
import { computed, onBeforeUnmount, ref, watch } from 'vue'
import { useProgramme } from '@/agenda/programme'
import { request, Refusal, Unreachable } from '@/stream/http'
import { useMeeting } from '@/stream/meeting'
import type { Paper } from '../types'

const THROTTLE = 400

export interface Presented {
  paper: Paper
  page: number
  by: string
  name: string
}

/** What is on show, if it is a paper that one may read. */
export function usePresented() {
  const store = useMeeting()
  const { papers } = useProgramme()
  return computed<Presented | null>(() => {
    const now = store.presenting
    const id = /^document:(\d+)$/.exec(now?.subject ?? '')?.[1]
    const paper = papers.value.find((each) => each.id === id && each.state === 'PUBLISHED')
    return now && paper ? { paper, page: now.page, by: now.by, name: now.name } : null
  })
}

/** `lead` opens a page; `open` is the paper that one has open. */
export function useFollowing(lead: (paper: Paper, page: number) => void, open: () => Paper | undefined) {
  const presented = usePresented()
  const following = ref(false)

  function follow(): void {
    if (!presented.value) return
    following.value = true
    lead(presented.value.paper, presented.value.page)
  }
  const leave = () => (following.value = false)

  watch(presented, (now, was) => {
    if (!now) return leave()
    if (following.value && (now.page !== was?.page || now.paper.id !== was.paper.id))
      lead(now.paper, now.page)
  })
  watch(
    () => open()?.id,
    (id) => id !== presented.value?.paper.id && leave(),
  )
  /** One's own hand turned to that page. */
  function turned(page: number): void {
    if (page !== presented.value?.page) leave()
  }
  return { presented, following, follow, leave, turned }
}

/** Presenting oneself; what is refused is told to `tell`. */
export function usePresenting(tell: (problem: Refusal | Unreachable) => void) {
  const store = useMeeting()
  const presented = usePresented()
  const me = computed(() => store.viewer?.person ?? '')
  const may = computed(() => store.has('PRESIDING_OFFICER', 'SECRETARY') || store.rapporteur === me.value)
  /** The paper that I present, by id. */
  const mine = computed(() => (presented.value?.by === me.value ? presented.value.paper.id : null))
  let timer = 0
  let sent = 0
  let wanted: { document: string; page: number } | null = null

  async function post(path: string, body: object): Promise<void> {
    try {
      await request(`/api/meetings/${store.id}/${path}`, { method: 'POST', body })
    } catch (problem) {
      if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem
      tell(problem)
    }
  }
  /** At most one in a while; the last one is always sent. */
  function show(document: string, page: number): void {
    wanted = { document, page }
    if (timer) return
    timer = window.setTimeout(
      () => {
        timer = 0
        sent = Date.now()
        if (wanted) void post('presenting', wanted)
        wanted = null
      },
      Math.max(0, sent + THROTTLE - Date.now()),
    )
  }
  function stop(): void {
    window.clearTimeout(timer)
    timer = 0
    wanted = null
    void post('presenting/stop', {})
  }
  /** I turned a page of what I present. */
  function turned(document: string, page: number): void {
    if (mine.value === document && page !== presented.value?.page) show(document, page)
  }
  onBeforeUnmount(() => window.clearTimeout(timer))
  return { me, may, mine, show, stop, turned }
}
