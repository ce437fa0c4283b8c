/** Who is signed in, and in demo mode the seats one may take. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { leave, leftUnheard, tellLeft } from '@/stream/device'
import { request, Unreachable } from '@/stream/http'
import { admit, openAlone, openVault } from '@/stream/vault'
import type { Role } from '@/meetings/types'

export interface Person {
  id: string
  username: string
  full_name: string
  title: string
  kind: 'PERSON' | 'SITE' | 'DISPLAY'
}
interface Me {
  person: Person | null
  demo: boolean
  administrator: boolean
}
export interface DemoSeat {
  username: string
  name: string
  title: string
  role: Role
  group: number | null
  seat: number | null
  unit: string | null
}
export interface Demo {
  now: string
  meeting: string
  seats: DemoSeat[]
  hall: { running: boolean; phase: string }
}

const ME = 'me'
const PATIENCE = 6_000

export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  const demo = ref<Demo | null>(null)
  const person = computed(() => me.value?.person ?? null)
  /** The server was not reached: this is who was signed in, as long as this device may show it. */
  const saved = ref(false)

  const end = () => request<Me>('/api/session/end', { method: 'POST', body: {} })

  function became(now: Me): void {
    me.value = now
    saved.value = false
    admit(now.person?.id ?? null)
  }

  /** Raises Unreachable when nothing is known, neither from the server nor from this device. */
  async function load(): Promise<void> {
    try {
      await tellLeft(end)
      became(await request<Me>('/api/me', { patience: PATIENCE }))
    } catch (problem) {
      if (!(problem instanceof Unreachable) || (me.value && !saved.value)) throw problem
      const kept = await (await openAlone())?.get<Me>('snapshot', ME)
      me.value = kept ?? null
      saved.value = kept !== undefined
      if (!kept) throw problem
    }
  }
  /** For an opening without the network; only where the vault is open. */
  async function keep(): Promise<void> {
    if (!saved.value && person.value) await (await openVault())?.put('snapshot', ME, me.value)
  }
  /** The lease is over, and the server not there to say who this is. */
  function expire(): void {
    me.value = me.value && { ...me.value, person: null }
    admit(null)
  }
  async function loadDemo(): Promise<void> {
    if (me.value?.demo) demo.value = await request<Demo>('/api/demo')
  }
  async function signIn(username: string, password: string): Promise<void> {
    became(await request<Me>('/api/session', { method: 'POST', body: { username, password } }))
  }
  async function takeSeat(username: string): Promise<void> {
    // Who changes the seat signs out of the one before: its copies are told to be destroyed while they still can be.
    if (person.value && person.value.username !== username) await leave()
    became(await request<Me>('/api/demo/sign-in', { method: 'POST', body: { username } }))
  }
  /** What is kept on this device is destroyed. Without the network the session itself ends later. */
  async function signOut(everywhere = false): Promise<void> {
    const whose = person.value?.id
    if (everywhere) became(await request<Me>('/api/session/end-everywhere', { method: 'POST', body: {} }))
    await leave()
    if (everywhere) return
    try {
      became(await end())
    } catch (problem) {
      if (!(problem instanceof Unreachable) || !whose) throw problem
      leftUnheard(whose)
      expire()
    }
  }
  async function runHall(running: boolean): Promise<void> {
    const hall = await request<Demo['hall']>('/api/demo/hall', { method: 'POST', body: { running } })
    if (demo.value) demo.value.hall = hall
  }
  return { me, demo, person, saved, load, keep, expire, loadDemo, signIn, takeSeat, signOut, runHall }
})
