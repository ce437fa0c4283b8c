/** Who is signed in, and in demo mode the seats one may take. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { request } from '@/stream/http'
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

export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  const demo = ref<Demo | null>(null)
  const person = computed(() => me.value?.person ?? null)

  async function load(): Promise<void> {
    me.value = await request<Me>('/api/me')
  }
  async function loadDemo(): Promise<void> {
    if (me.value?.demo) demo.value = await request<Demo>('/api/demo')
  }
  async function signIn(username: string, password: string): Promise<void> {
    me.value = await request<Me>('/api/session', { method: 'POST', body: { username, password } })
  }
  async function takeSeat(username: string): Promise<void> {
    me.value = await request<Me>('/api/demo/sign-in', { method: 'POST', body: { username } })
  }
  async function signOut(everywhere = false): Promise<void> {
    me.value = await request<Me>(everywhere ? '/api/session/end-everywhere' : '/api/session/end', {
      method: 'POST',
      body: {},
    })
  }
  async function runHall(running: boolean): Promise<void> {
    const hall = await request<Demo['hall']>('/api/demo/hall', { method: 'POST', body: { running } })
    if (demo.value) demo.value.hall = hall
  }
  return { me, demo, person, load, loadDemo, signIn, takeSeat, signOut, runHall }
})
