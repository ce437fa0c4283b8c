/** Where a delegate is led, and where one is left alone. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import type { Item, Paper } from '@/agenda/types'
import { useMeeting } from '@/stream/meeting'
import { useSeatPlace } from './place'

const item = (id: string, more: Partial<Item> = {}) => ({
  id,
  parent: null,
  position: Number(id),
  no: id,
  state: 'PLANNED',
  dossiers: [],
  ...more,
})
const paper = (id: string, more: Partial<Paper> = {}) => ({
  id,
  item: null,
  dossier: null,
  state: 'PUBLISHED',
  ...more,
})

let router: Router
let place: ReturnType<typeof useSeatPlace>
let store: ReturnType<typeof useMeeting>

function show(items: object[], papers: object[] = []): void {
  const rows = (all: object[]) => Object.fromEntries(all.map((row) => [(row as Item).id, row]))
  store.resources.item = rows(items) as never
  store.resources.document = rows(papers) as never
}

beforeEach(async () => {
  const pinia = createPinia()
  setActivePinia(pinia)
  store = useMeeting()
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/m/:meeting/seat', component: { render: () => null } }],
  })
  await router.push('/m/1/seat')
  const seat = {
    setup() {
      place = useSeatPlace()
      return () => null
    },
  }
  createApp(seat).use(pinia).use(router).mount(document.createElement('div'))
})

test('without a wish of one’s own, one follows the chair', () => {
  show([item('1', { state: 'DONE' }), item('2', { state: 'CURRENT' }), item('3')])
  expect(place.item.value?.id).toBe('2')

  show([item('1', { state: 'DONE' }), item('2', { state: 'DONE' }), item('3', { state: 'CURRENT' })])

  expect(place.item.value?.id).toBe('3')
  expect(place.elsewhere.value).toBe(undefined)
})

test('before the first item is taken up one sees what comes first', () => {
  show([item('2'), item('1', { state: 'DONE' }), item('3')])

  expect(place.item.value?.id).toBe('2')
})

test('who reads another item stays there, and is told where the hall is', async () => {
  show([item('1'), item('2', { state: 'CURRENT' }), item('3')])
  await router.push('/m/1/seat?item=1')

  show([item('1'), item('2', { state: 'DONE' }), item('3', { state: 'CURRENT' })])

  expect(place.item.value?.id).toBe('1')
  expect(place.elsewhere.value?.id).toBe('3')
})

test('the way to the current item asks for none, so that one follows again', () => {
  show([item('1'), item('2', { state: 'CURRENT' })])

  expect(place.toItem(item('2') as Item)).toEqual({ query: {} })
  expect(place.toItem(item('1') as Item)).toEqual({ query: { item: '1' } })
})

test('a paper of a dossier is read at the item in progress, else where its draft is decided', () => {
  const through = (stage: 'PRESENTED' | 'DECIDED') => ({ dossiers: [{ dossier: '7', stage }] })
  const draft = paper('49', { dossier: '7' })

  show([item('1'), item('2', through('PRESENTED')), item('3', through('DECIDED'))], [draft])
  expect(place.toPaper(draft as Paper)).toEqual({ query: { item: '3', paper: '49' } })

  show(
    [item('1'), item('2', { ...through('PRESENTED'), state: 'CURRENT' }), item('3', through('DECIDED'))],
    [draft],
  )
  expect(place.toPaper(draft as Paper)).toEqual({ query: { item: '2', paper: '49' } })
})

test('a paper that was taken away is said to be gone, not silently left', async () => {
  show([item('1')], [paper('49', { item: '1' })])
  await router.push('/m/1/seat?item=1&paper=49&page=12')
  expect([place.paper.value?.id, place.page.value, place.gone.value]).toEqual(['49', 12, false])

  show([item('1')])

  expect([place.paper.value, place.gone.value]).toEqual([undefined, true])
})

test('a page that is no number is no page', async () => {
  await router.push('/m/1/seat?page=zwölf')
  expect(place.page.value).toBe(undefined)
  await router.push('/m/1/seat?page=-3')
  expect(place.page.value).toBe(undefined)
})
