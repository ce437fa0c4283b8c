/** Takes the papers of the meeting to this device by itself, while the line is good; and lets go what must go. */
import { computed, effectScope, reactive, ref, watch } from 'vue'
import { isFull } from '@/stream/chest'
import { Refusal, Unreachable } from '@/stream/http'
import { useMeeting } from '@/stream/meeting'
import { holding, VaultClosed, type Vault } from '@/stream/vault'
import { useProgramme } from '../programme'
import { bookOf } from '../reader/receipts'
import type { Paper } from '../types'
import { destroyCopies, loadKept, nameOf, PART, useKept, type Kept } from './papers'
import { plan } from './plan'
import { Damaged, take } from './take'

/**
 * `weak`: the line is slow or paid for by the byte, the person may still ask; `away`: no line;
 * `full`: the device has no room; `off`: nothing can be kept here.
 */
export type Keeping = 'off' | 'idle' | 'taking' | 'paused' | 'weak' | 'away' | 'full' | 'damaged'

const ABREAST = 2
const AGAIN = 8_000
const PAUSED = 'keeping'
const DROPPED = 'dropped'
/** Who reads in a sitting; others keep papers when they ask for it. */
const READERS = ['DELEGATE', 'PRESIDING_OFFICER', 'GUEST', 'TELLER']

interface Connection extends EventTarget {
  saveData?: boolean
  effectiveType?: string
  type?: string
}
const connection = (navigator as Navigator & { connection?: Connection }).connection

export function weak({ saveData, effectiveType, type }: Connection): boolean {
  return saveData === true || type === 'cellular' || /2g$/.test(effectiveType ?? '')
}

/** Empty until it is known what this device can do. */
const state = ref<Keeping | ''>('')
const under = reactive(new Map<string, number>()) // bytes that are here, of what is being taken
const asked = ref(false) // by the person, on a weak line or without a reader's role
const paused = ref(localStorage.getItem(PAUSED) === 'paused')
const refused = reactive(new Set<string>()) // by the server, while this page is open
const dropped = reactive(new Set<string>(JSON.parse(localStorage.getItem(DROPPED) ?? '[]') as string[]))
const lineIsWeak = ref(connection ? weak(connection) : false)
connection?.addEventListener('change', () => (lineIsWeak.value = weak(connection)))

const nudges = ref(0) // something was done about what hindered
let following = false
let stop = new AbortController()
let again = 0

/** Begin to keep the papers of whichever meeting is open; once for the life of the page. */
export function follow(): void {
  if (following) return
  following = true
  effectScope(true).run(() => {
    const store = useMeeting()
    const { current, papers, papersOf, items } = useProgramme()
    const { rows } = useKept()
    // What was read without the network is told also where no paper is opened any more.
    watch(
      () => [store.viewer?.person, store.id] as const,
      ([person, id]) => void (person && id && bookOf(person, id)),
      { immediate: true },
    )
    const reads = computed(() => asked.value || store.has(...READERS))
    const ordered = computed(() => inProgrammeOrder(papers.value, items.value.map(papersOf)))
    const live = computed(() => store.ready && store.line === 'live' && !store.saved)
    const planned = computed(() =>
      plan(
        ordered.value,
        rows.value.filter((row) => row.meeting === store.id),
        {
          first: new Set(papersOf(current.value).map((paper) => paper.id)),
          dropped: new Set([...dropped, ...refused]),
        },
      ),
    )
    const verdict = computed<Keeping>(() => {
      if (!store.ready) return 'idle'
      if (holding.value !== 'open') return 'off'
      if (paused.value || !reads.value) return 'paused'
      if (!live.value) return 'away'
      return lineIsWeak.value && !asked.value ? 'weak' : 'taking'
    })
    let resting = false
    watch([verdict, nudges], () => (resting = false), { flush: 'sync' })
    watch(
      [verdict, planned, nudges],
      ([now, { take: missing, destroy }]) => {
        if (live.value && destroy.length) void destroyCopies(destroy)
        if (now !== 'taking') {
          stop.abort()
          state.value = missing.length || now === 'off' ? now : 'idle'
        } else if (!under.size && !resting) void pump()
      },
      { immediate: true },
    )

    async function pump(): Promise<void> {
      window.clearTimeout(again)
      const vault = await loadKept()
      if (!vault || verdict.value !== 'taking' || under.size) return
      void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('decoders'))
      if (!planned.value.take.length) return void (state.value = 'idle')
      stop = new AbortController()
      state.value = 'taking'
      const meeting = { id: store.id, name: store.one<{ name: string }>('meeting', store.id)?.name ?? '' }
      const next = () => planned.value.take.find((paper) => !under.has(paper.id))
      const worker = async () => {
        for (let paper = next(); paper && !stop.signal.aborted; paper = next())
          await takeOne(vault, paper, meeting, stop.signal)
      }
      try {
        await Promise.all(Array.from({ length: ABREAST }, worker))
        state.value = planned.value.take.length ? verdict.value : 'idle'
      } catch (problem) {
        stop.abort()
        trouble(problem)
      } finally {
        under.clear()
        if (state.value === 'taking') void pump()
      }
    }

    function trouble(problem: unknown): void {
      if (isFull(problem)) state.value = 'full'
      else if (problem instanceof Damaged) state.value = 'damaged'
      else if (problem instanceof VaultClosed) state.value = 'off'
      else if (problem instanceof Unreachable) state.value = 'away'
      else if ((problem as Error).name === 'AbortError') state.value = verdict.value
      else throw problem
      resting = state.value !== verdict.value
      if (state.value !== 'away' && state.value !== 'damaged') return
      const pause = AGAIN * (0.5 + Math.random())
      again = window.setTimeout(() => ((resting = false), void pump()), pause)
    }
  })
}

/** As the programme reads; papers that belong to no item come last. */
function inProgrammeOrder(papers: Paper[], byItem: Paper[][]): Paper[] {
  return [...new Map([...byItem.flat(), ...papers].map((paper) => [paper.id, paper])).values()]
}

async function takeOne(
  vault: Vault,
  paper: Paper,
  meeting: { id: string; name: string },
  signal: AbortSignal,
): Promise<void> {
  const { id: document, version, title, size, sha256 } = paper
  under.set(document, 0)
  const before = await vault.get<Kept>('paper', `meta/${nameOf({ document, version })}`)
  const row: Kept =
    before?.sha256 === sha256
      ? before
      : {
          document,
          version,
          title,
          size,
          sha256,
          meeting: meeting.id,
          meetingName: meeting.name,
          parts: 0,
          whole: false,
          at: '',
        }
  await room(size - row.parts * PART)
  try {
    await take(vault, row, { signal, tell: (have) => under.set(document, have) })
  } catch (problem) {
    // Recalled at this moment, or not for this reader: the next plan leaves it out.
    if (!(problem instanceof Refusal)) throw problem
    refused.add(nameOf({ document, version }))
  } finally {
    under.delete(document)
  }
}

/** Raises QuotaExceededError before the browser does: it would, half-way through. */
async function room(bytes: number): Promise<void> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {}
  if (quota !== undefined && usage !== undefined && quota - usage < bytes)
    throw new DOMException('no room', 'QuotaExceededError')
}

export function pause(): void {
  paused.value = true
  localStorage.setItem(PAUSED, 'paused')
}
/** By the person's wish: on a weak line too. */
export function resume(): void {
  paused.value = false
  asked.value = true
  localStorage.removeItem(PAUSED)
  nudges.value++
}

/** Let go of copies to make room; they are not taken again by themselves before there is a new version. */
export async function drop(rows: Kept[]): Promise<void> {
  for (const row of rows) dropped.add(nameOf(row))
  rememberDropped()
  await destroyCopies(rows)
  nudges.value++
}
/** Take again what was let go. */
export function takeAgain(rows: { id: string; version: number }[]): void {
  for (const { id: document, version } of rows) dropped.delete(nameOf({ document, version }))
  rememberDropped()
  resume()
}
function rememberDropped(): void {
  localStorage.setItem(DROPPED, JSON.stringify([...dropped].slice(-500)))
}

export function useKeeping() {
  const store = useMeeting()
  const { papers } = useProgramme()
  const { has } = useKept()
  const issued = computed(() => papers.value.filter((paper) => paper.state === 'PUBLISHED'))
  const wanted = computed(() =>
    issued.value.filter((paper) => !dropped.has(nameOf({ document: paper.id, version: paper.version }))),
  )
  const here = computed(() => wanted.value.filter((paper) => has(paper.id, paper.version)))
  const sum = (rows: Paper[]) => rows.reduce((bytes, paper) => bytes + paper.size, 0)
  const bytes = computed(() => sum(here.value) + [...under.values()].reduce((all, have) => all + have, 0))
  return {
    state,
    total: computed(() => wanted.value.length),
    done: computed(() => here.value.length),
    totalBytes: computed(() => sum(wanted.value)),
    bytes: computed(() => Math.min(bytes.value, sum(wanted.value))),
    left: computed(() => issued.value.filter((paper) => !wanted.value.includes(paper))),
    open: computed(() => store.ready),
    pause,
    resume,
  }
}
