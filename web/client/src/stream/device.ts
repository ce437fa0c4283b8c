/** This device: its id and name, the lease of its vault, what the server wants destroyed, and its end. */
import { ref } from 'vue'
import { isFull } from './chest'
import { newKey, Refusal, request, Unreachable } from './http'
import {
  able,
  admit,
  destroyVault,
  grantVault,
  lockVault,
  openVault,
  vaultGeneration,
  vaultOwner,
} from './vault'

export interface Version {
  document: string
  version: number
}
interface Leased {
  key: string
  until: string
  hours: number
  purge: Version[]
}
/** What the server has not yet heard about one copy. */
type Untold = Version & { was: 'taken' | 'purged' }

const HOUR = 3_600_000
const RETRY = 20_000
const IDS = 'devices'
const LEAVING = 'leaving'
/** In clear beside the vault, because it is needed before that opens: the page where each paper was left. */
const BESIDE = ['reading', 'dropped']

let person = ''
let timer = 0
let turn = 0
let purge: ((versions: Version[]) => Promise<void>) | null = null
let unpurged: Version[] = []
const cutOffHeard = new Set<() => void>()
/** The device was cut off from the desk, and what it kept is destroyed. */
export const cutOff = ref(false)

/** One id for each person who uses this browser: a device keeps the papers of one person. */
export function deviceId(whose?: string): string
/** `known`: only an id that was used before, or "". */
export function deviceId(whose: string, known: true): string
export function deviceId(whose = person, known = false): string {
  const ids = JSON.parse(localStorage.getItem(IDS) ?? '{}') as Record<string, string>
  const id = ids[whose] ?? (known ? '' : newKey())
  if (!id) return id
  if (ids[whose] !== id) localStorage.setItem(IDS, JSON.stringify({ ...ids, [whose]: id }))
  return id
}

interface Seen {
  userAgent: string
  maxTouchPoints?: number
}
/** As people would say it: "Máy tính bảng Android · Chrome". */
export function deviceName({ userAgent: agent, maxTouchPoints = 0 }: Seen): string {
  // An iPad has called itself a Macintosh since 2019; no Macintosh has a touch screen.
  const ipad = /iPad/.test(agent) || (/Macintosh/.test(agent) && maxTouchPoints > 1)
  const kind = ipad
    ? 'iPad'
    : /iPhone/.test(agent)
      ? 'iPhone'
      : /Android/.test(agent)
        ? /Mobile/.test(agent)
          ? 'Điện thoại Android'
          : 'Máy tính bảng Android'
        : /Windows/.test(agent)
          ? 'Máy tính Windows'
          : /Macintosh/.test(agent)
            ? 'Máy Mac'
            : 'Máy tính'
  const browser = /Edg/.test(agent)
    ? 'Edge'
    : /SamsungBrowser/.test(agent)
      ? 'Samsung Internet'
      : /Firefox|FxiOS/.test(agent)
        ? 'Firefox'
        : /Chrome|CriOS/.test(agent)
          ? 'Chrome'
          : /Safari/.test(agent)
            ? 'Safari'
            : ''
  return browser ? `${kind} · ${browser}` : kind
}

export function onCutOff(tell: () => void): () => void {
  cutOffHeard.add(tell)
  return () => cutOffHeard.delete(tell)
}

/** Who keeps papers destroys those that the server names; set once by agenda/offline. */
export function onPurge(act: (versions: Version[]) => Promise<void>): void {
  purge = act
  void destroyed(unpurged)
}

/** What is heard before anybody knows how to destroy it waits for the one who does. */
async function destroyed(versions: Version[]): Promise<void> {
  unpurged = purge ? [] : versions
  if (versions.length) await purge?.(versions)
}

const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const post = <T>(path: string, body: unknown = {}) => request<T>(path, { method: 'POST', body })

/**
 * Take or renew the lease; again each hour, and soon when there was no answer. True when the vault is open.
 * A device that was cut off, or whose person lost the right to read, destroys what it keeps.
 */
export async function renew(): Promise<boolean> {
  const mine = ++turn
  window.clearTimeout(timer)
  if (!person || !able()) return false
  const whose = person
  let pause = HOUR
  try {
    if ((await vaultOwner()) === undefined && deviceId(whose, true)) await forget(whose)
    const asked = await vaultGeneration()
    const leased = await lease(whose)
    if (mine !== turn) return false
    // By this device's clock, which may be wrong: the hours are what the server meant.
    await grantVault(whose, bytes(leased.key), Date.now() + leased.hours * HOUR, asked)
    await destroyed(leased.purge)
    await tellCopies()
  } catch (problem) {
    if (mine !== turn) return false
    if (problem instanceof Refusal && problem.status < 500) await refused(problem)
    else pause = RETRY * (1 + Math.random())
  }
  if (mine === turn) timer = window.setTimeout(() => void renew(), pause)
  return (await openVault()) !== null
}

async function lease(whose: string): Promise<Leased> {
  const asked = () => post<Leased>(`/api/devices/${deviceId(whose)}/lease`, { name: deviceName(navigator) })
  try {
    return await asked()
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.code !== 'meetings.device_of_another') throw problem
    localStorage.removeItem(IDS) // a profile copied from another device: this one is new
    return asked()
  }
}

async function refused({ code, status }: Refusal): Promise<void> {
  if (code === 'meetings.device_cut_off') return wipe(person)
  if (code === 'meetings.no_lease') return empty()
  if (status === 401) return lockVault()
}

/** Nothing of whoever was here stays, in the vault or beside it. */
async function empty(): Promise<void> {
  for (const name of BESIDE) localStorage.removeItem(name)
  await destroyVault()
}

async function wipe(whose: string): Promise<void> {
  await empty()
  cutOff.value = true
  for (const tell of cutOffHeard) tell()
  await forget(whose)
}

/** The server counts the copies here as destroyed; who is not heard is counted as outstanding. */
async function forget(whose = person): Promise<boolean> {
  try {
    await post(`/api/devices/${deviceId(whose)}/forget`)
    return true
  } catch (problem) {
    return problem instanceof Refusal
  }
}

/**
 * Whoever is signed in now, or nobody; called at the start, at each sign-in, and when a session has ended.
 * What another person kept is destroyed; without a session the key goes, and what waits to be sent stays.
 */
export async function settle(now: string | null): Promise<void> {
  if (now === person && now) return
  person = now ?? ''
  admit(now)
  turn++
  window.clearTimeout(timer)
  cutOff.value = false
  if (!able()) return
  const owner = await vaultOwner().catch(() => undefined)
  if (owner === undefined && !now) return
  if (owner !== undefined && owner !== now) {
    if (now) {
      await empty()
      await forget(owner)
    } else await ended(owner)
  }
  if (now) await renew()
}

/** The session is over, perhaps because the device was cut off: the server tells that without a session. */
async function ended(owner: string): Promise<void> {
  await lockVault()
  try {
    await post(`/api/devices/${deviceId(owner)}/lease`, { name: deviceName(navigator) })
  } catch (problem) {
    if (problem instanceof Refusal && problem.code === 'meetings.device_cut_off') await wipe(owner)
  }
}

/** Signing out: what is kept here is destroyed, and the server told as soon as it can be. */
export async function leave(): Promise<void> {
  turn++
  window.clearTimeout(timer)
  if (able() && (await vaultOwner().catch(() => undefined)) !== undefined) {
    await empty().catch(() => undefined)
    await forget()
  }
  person = ''
  admit(null)
}

/** Signed out without the network: what the server has to hear about it waits for the next start. */
export function leftUnheard(whose: string): void {
  localStorage.setItem(LEAVING, whose)
}

/** Tell it now: `end` ends the session. Raises Unreachable, and then it waits on. */
export async function tellLeft(end: () => Promise<unknown>): Promise<void> {
  const whose = localStorage.getItem(LEAVING)
  if (whose === null) return
  if (!(await forget(whose))) throw new Unreachable()
  await end()
  localStorage.removeItem(LEAVING)
}

/**
 * A copy was made or destroyed: noted now, and told to the server as soon as it can be reached. Where there is
 * no room even for that, letting go must not fail for it: it is told while the page is open, and what the
 * server did not hear it asks for again with the next lease.
 */
export async function copied(versions: Version[], was: Untold['was']): Promise<void> {
  const vault = await openVault()
  if (!vault) return
  for (const { document, version } of versions) {
    const key = `copy/${document}/${version}`
    const said: Untold = { document, version, was }
    try {
      await vault.put('outbox', key, said)
      unkept.delete(key)
    } catch (problem) {
      if (!isFull(problem)) throw problem
      unkept.set(key, said)
    }
  }
  tellCopies().catch((problem) => {
    if (!(problem instanceof Unreachable || problem instanceof Refusal)) throw problem
  })
}

const unkept = new Map<string, Untold>()
let telling: Promise<void> = Promise.resolve()
function tellCopies(): Promise<void> {
  telling = telling.catch(() => undefined).then(tellNow)
  return telling
}

async function tellNow(): Promise<void> {
  const vault = await openVault()
  const kept = (await vault?.all<Untold>('outbox', 'copy/')) ?? []
  const untold = [...new Map([...kept, ...unkept])]
  if (!vault || !untold.length) return
  const of = (was: Untold['was']) =>
    untold
      .map(([, each]) => each)
      .filter((each) => each.was === was)
      .map(({ document, version }) => ({ document, version }))
  const told = { taken: of('taken'), purged: of('purged') }
  const answer = await post<{ purge?: Version[] }>(`/api/devices/${deviceId()}/copies`, told)
  for (const [key, said] of untold) {
    // Destroyed while "taken" was on its way: that is still to be told.
    const now = await vault.get<Untold>('outbox', key)
    if (now?.was === said.was) await vault.remove('outbox', key)
    if (unkept.get(key) === said) unkept.delete(key)
  }
  // Recalled while it was on its way here.
  if (answer.purge?.length) void destroyed(answer.purge)
}

window.addEventListener('online', () => person && void renew())
