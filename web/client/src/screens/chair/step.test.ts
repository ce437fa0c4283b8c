import { expect, test } from 'vitest'
import { nextItem, type Placed } from '@/agenda/programme'
import type { Meeting, Sitting } from '@/meetings/types'
import type { Vote } from '@/voting/types'
import { nextStep, type Situation } from './step'

const meeting = { state: 'UNDER_WAY', opens_on: '2023-12-06' } as Meeting
const sitting = (state: Sitting['state']) => ({ state, held_on: '2023-12-06' }) as Sitting
const item = (id: string, more: Partial<Placed> = {}) =>
  ({ id, state: 'PLANNED', day: 1, vote_form: null, dossiers: [], ...more }) as unknown as Placed
const vote = (state: Vote['state']) => ({ state }) as Vote
const step = (more: Partial<Situation>) =>
  nextStep({
    meeting,
    sitting: sitting('OPEN'),
    current: undefined,
    next: undefined,
    open: undefined,
    unread: undefined,
    held: [],
    wanted: false,
    ...more,
  })

test('a sitting is opened, resumed, and at the end the meeting is closed', () => {
  expect(step({ sitting: sitting('PLANNED') })).toBe('open-sitting')
  expect(step({ sitting: sitting('ADJOURNED') })).toBe('resume-sitting')
  expect(step({ sitting: sitting('CLOSED') })).toBe('close-meeting')
  expect(step({ meeting: { ...meeting, state: 'CLOSED' } })).toBe('over')
  expect(step({ sitting: undefined })).toBe('no-sitting')
  expect(step({ meeting: { ...meeting, state: 'DRAFTED' } })).toBe('not-convened')
})

test('an open vote comes before everything, an unread result before the next item', () => {
  expect(step({ open: vote('OPEN'), next: item('2') })).toBe('close-vote')
  expect(step({ unread: vote('CLOSED'), next: item('2') })).toBe('read')
})

test('an item that is decided by an open vote is put to the vote once', () => {
  const current = item('1', { vote_form: 'OPEN', state: 'CURRENT' })
  expect(step({ current, next: item('2') })).toBe('open-vote')
  expect(step({ current, next: item('2'), held: [vote('CLOSED')] })).toBe('start-item')
})

test('an item that decides two dossiers is put to the vote twice', () => {
  const decides = (dossier: string) => ({ dossier, stage: 'DECIDED' as const })
  const current = item('1', { vote_form: 'OPEN', dossiers: [decides('7'), decides('8')] })
  expect(step({ current, held: [vote('CLOSED')] })).toBe('open-vote')
  expect(step({ current, held: [vote('CLOSED'), vote('CLOSED')] })).toBe('close-sitting')
})

test('a cancelled vote is held again', () => {
  const current = item('1', { vote_form: 'OPEN' })
  expect(step({ current, next: item('2'), held: [vote('CANCELLED')] })).toBe('open-vote')
})

test('a secret ballot is never opened as an open vote, but the desk may ask for another question', () => {
  const current = item('1', { vote_form: 'SECRET_PAPER' })
  expect(step({ current, next: item('2') })).toBe('start-item')
  expect(step({ current, next: item('2'), wanted: true })).toBe('open-vote')
})

test('the sitting is closed when the programme is through, or the rest is for another day', () => {
  expect(step({ current: item('1') })).toBe('close-sitting')
  expect(step({ current: item('1'), next: item('2', { day: 2 }) })).toBe('close-sitting')
  expect(step({ current: item('1'), next: item('2') })).toBe('start-item')
})

test('a desk that runs ahead of the days is not held up', () => {
  expect(step({ current: item('14', { day: 2 }), next: item('15', { day: 2 }) })).toBe('start-item')
})

test('the next item is the first after the current one that was not dealt with', () => {
  const items = [item('1', { state: 'DONE' }), item('2'), item('3', { state: 'CURRENT' }), item('4')]
  expect(nextItem(items, items[2])?.id).toBe('4')
  expect(nextItem(items, undefined)?.id).toBe('2')
  expect(nextItem(items.slice(0, 3), items[2])?.id).toBe(undefined)
})
