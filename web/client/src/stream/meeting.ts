/** One meeting as this person sees it, kept alive: snapshot, socket, repair. The screens only read it. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import {
  fold,
  isFrame,
  isTick,
  type Frame,
  type Presenting,
  type Resources,
  type Tick,
  type Value,
} from './fold'
import { Refusal, request, Unreachable } from './http'
import { savedOf, saver } from './saved'
import { holding } from './vault'

interface Snapshot {
  seq: number
  now: string
  resources: Resources
  viewer: Viewer
}
export interface Viewer {
  person: string
  roles: string[]
  hears: string[]
}
/** `live`: the socket is open; `waiting`: the line is away and what one sees may be old. */
export type Line = 'opening' | 'live' | 'waiting'

const SILENCE = 12_000 // the server ticks at least every five seconds
const HESITATION = 3_000
const FIRST_RETRY = 400
const LAST_RETRY = 8_000
const CLOCK = 'clock'

/** What is no JSON is nothing the protocol knows, and ends in a fresh snapshot like all of that. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const useMeeting = defineStore('meeting', () => {
  const id = ref('')
  const resources = reactive<Resources>({})
  const seq = ref(-1)
  const viewer = ref<Viewer | null>(null)
  const line = ref<Line>('opening')
  const since = ref<Date | null>(null)
  const presence = ref<Record<string, number>>({})
  const presenting = ref<Presenting | null>(null)
  const rapporteur = ref<string | null>(null)
  const refusal = ref<Refusal | null>(null)
  /** When what one sees was kept on this device, while the server has not been reached since opening. */
  const saved = ref<Date | null>(null)
  const ready = computed(() => seq.value >= 0)
  const heard = shallowRef<Frame | null>(null)
  /** Milliseconds that the server's clock is before this device's; as it was last heard, while it is not reached. */
  const ahead = ref(Number(localStorage.getItem(CLOCK)) || 0)

  let socket: WebSocket | null = null
  let turn = 0
  let tries = 0
  let watchdog = 0
  let retry = 0

  /** Follow a meeting; what was shown of another one is forgotten. */
  async function open(meeting: string): Promise<void> {
    if (id.value === meeting && line.value !== 'opening') return
    close()
    id.value = meeting
    await connect()
  }

  function close(): void {
    turn++
    window.clearTimeout(watchdog)
    window.clearTimeout(retry)
    socket?.close()
    socket = null
    id.value = ''
    seq.value = -1
    viewer.value = null
    refusal.value = null
    saved.value = null
    since.value = null
    line.value = 'opening'
    for (const type of Object.keys(resources)) delete resources[type]
  }

  async function connect(): Promise<void> {
    const mine = ++turn
    window.clearTimeout(retry)
    socket?.close()
    // A server that keeps silent is not waited for: what was kept is shown meanwhile.
    const silent = seq.value < 0 ? window.setTimeout(() => void restore(mine), HESITATION) : 0
    try {
      if (seq.value < 0 || saved.value) await load(mine)
      const { ticket } = await request<{ ticket: string }>(`/api/meetings/${id.value}/tickets`, {
        method: 'POST',
      })
      if (mine === turn) listen(mine, ticket)
    } catch (problem) {
      if (mine !== turn) return
      if (problem instanceof Refusal && problem.status < 500) refusal.value = problem
      else {
        await restore(mine)
        later(mine)
      }
    } finally {
      window.clearTimeout(silent)
    }
  }

  /** Before the server was reached at all: the last that this device has kept of the meeting, if any. */
  async function restore(mine: number): Promise<void> {
    if (seq.value >= 0) return
    const kept = await savedOf<Viewer>(id.value)
    if (!kept || mine !== turn || seq.value >= 0) return
    Object.assign(resources, kept.resources)
    seq.value = kept.seq
    viewer.value = kept.viewer
    saved.value = new Date(kept.at)
    since.value ??= new Date()
    line.value = 'waiting'
  }
  watch(holding, (now) => now === 'open' && save())
  const save = saver<Viewer>(() =>
    seq.value < 0 || saved.value || !viewer.value
      ? null
      : {
          meeting: id.value,
          saved: { seq: seq.value, resources, viewer: viewer.value, at: new Date().toISOString() },
        },
  )

  async function load(mine: number): Promise<void> {
    const snapshot = await request<Snapshot>(`/api/meetings/${id.value}/snapshot`)
    if (mine !== turn) return
    for (const type of Object.keys(resources)) if (!(type in snapshot.resources)) delete resources[type]
    Object.assign(resources, snapshot.resources)
    seq.value = snapshot.seq
    viewer.value = snapshot.viewer
    refusal.value = null
    saved.value = null
    setClock(snapshot.now)
    save()
  }

  function listen(mine: number, ticket: string): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const opened = new WebSocket(`${scheme}://${location.host}/ws/meetings/${id.value}/stream`)
    socket = opened
    opened.onopen = () => {
      opened.send(JSON.stringify({ ticket, since: seq.value }))
      alive(mine)
    }
    opened.onmessage = (event) => {
      if (mine !== turn) return
      alive(mine)
      void hear(mine, parsed(String(event.data)))
    }
    opened.onclose = () => mine === turn && later(mine)
  }

  async function hear(mine: number, said: unknown): Promise<void> {
    line.value = 'live'
    since.value = null
    tries = 0
    if (isTick(said)) return tick(mine, said.tick)
    const outcome = fold(resources, seq.value, said)
    if (outcome === 'gap') return reload(mine)
    if (outcome === 'old' || !isFrame(said)) return
    seq.value = said.seq
    setClock(said.at)
    heard.value = said
    save()
  }

  async function tick(mine: number, { at, seq: head, presence: here, ...beside }: Tick): Promise<void> {
    presence.value = here
    // The same page told again is no news: who watches is woken by a turn alone.
    if (JSON.stringify(presenting.value) !== JSON.stringify(beside.presenting ?? null))
      presenting.value = beside.presenting ?? null
    rapporteur.value = beside.rapporteur ?? null
    setClock(at)
    // A frame that was lost on the way is noticed here at the latest.
    if (head > seq.value)
      window.setTimeout(() => mine === turn && head > seq.value && void reload(mine), 1500)
  }

  async function reload(mine: number): Promise<void> {
    try {
      await load(mine)
    } catch (problem) {
      if (problem instanceof Unreachable || problem instanceof Refusal) later(mine)
      else throw problem
    }
  }

  function alive(mine: number): void {
    window.clearTimeout(watchdog)
    watchdog = window.setTimeout(() => mine === turn && later(mine), SILENCE)
  }

  function later(mine: number): void {
    if (mine !== turn) return
    turn++
    socket?.close()
    line.value = 'waiting'
    since.value ??= new Date()
    // Jitter: a hall full of tablets must not come back in the same instant.
    const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** tries++) * (0.5 + Math.random())
    retry = window.setTimeout(() => void connect(), pause)
  }

  function hurry(): void {
    if (id.value && line.value === 'waiting') void connect()
  }
  window.addEventListener('online', hurry)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && hurry())

  function setClock(at: string): void {
    ahead.value = new Date(at).getTime() - Date.now()
    if (Math.abs(ahead.value - (Number(localStorage.getItem(CLOCK)) || 0)) > 1_000)
      localStorage.setItem(CLOCK, String(ahead.value))
  }

  /** All rows of a type; the screens narrow the type with their own interfaces. */
  function all<T = Value>(type: string): T[] {
    return Object.values(resources[type] ?? {}) as T[]
  }
  function one<T = Value>(type: string, key: string | null | undefined): T | undefined {
    return key == null ? undefined : (resources[type]?.[key] as T | undefined)
  }
  function has(...roles: string[]): boolean {
    return roles.some((role) => viewer.value?.roles.includes(role))
  }

  return {
    id,
    seq,
    resources,
    viewer,
    line,
    since,
    presence,
    presenting,
    rapporteur,
    refusal,
    saved,
    ready,
    heard,
    ahead,
    open,
    close,
    connect,
    all,
    one,
    has,
  }
})
