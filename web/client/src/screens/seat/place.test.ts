/** Where a delegate is led, and where one is left alone. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
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

test('a deep link names the page, the words and an older version, and nothing that goes without saying', () => {
  const report = paper('49', { item: '1', version: 3 }) as Paper
  show([item('1')], [report])

  expect(place.toPaper(report, { page: 12, find: 'ngân sách', version: 2 })).toEqual({
    query: { item: '1', paper: '49', version: '2', page: '12', find: 'ngân sách' },
  })
  expect(place.toPaper(report, { version: 3 })).toEqual({ query: { item: '1', paper: '49' } })
})

test('two papers lie side by side, and closing one leaves the other where it was', async () => {
  show([item('1')], [paper('49', { item: '1' }), paper('50', { item: '1' })])
  await router.push('/m/1/seat?item=1&paper=49&page=2&beside=50&besidePage=7')
  expect([place.beside.value?.id, place.besidePage.value]).toEqual(['50', 7])

  place.closeBeside()
  await vi.waitFor(() => expect(place.beside.value).toBe(undefined))
  expect([place.paper.value?.id, place.page.value]).toEqual(['49', 2])

  await router.push('/m/1/seat?item=1&paper=49&page=2&beside=50&besidePage=7')
  place.closeFirst()
  await vi.waitFor(() => expect(place.paper.value?.id).toBe('50'))
  expect([place.page.value, place.beside.value]).toEqual([7, undefined])
})

test('a paper is not opened beside itself', async () => {
  show([item('1')], [paper('49', { item: '1' })])

  await router.push('/m/1/seat?paper=49&beside=49')

  expect(place.beside.value).toBe(undefined)
})

test('who is led to a page of the open paper stays in it, to another paper goes there', async () => {
  const [report, draft] = [paper('49', { item: '1' }), paper('50', { item: '1' })] as Paper[]
  show([item('1')], [report!, draft!])
  await router.push('/m/1/seat?item=1&paper=49&page=2&find=x')

  place.lead(report!, 9)
  await vi.waitFor(() => expect(place.page.value).toBe(9))
  expect(place.find.value).toBe('x')

  place.lead(draft!, 3)
  await vi.waitFor(() => expect(place.paper.value?.id).toBe('50'))
  expect([place.page.value, place.find.value]).toEqual([3, ''])
})
