import { expect, test } from 'vitest'
import type { Meeting, Quorum, Sitting } from '@/meetings/types'
import type { Vote } from '@/voting/types'
import { sceneOf, shortHash, type Situation } from './scene'

const NOW = Date.parse('2023-12-06T02:00:00Z')
const minutesAgo = (n: number) => new Date(NOW - n * 60_000).toISOString()
const sitting = (no: number, state: Sitting['state'], closed?: number) =>
  ({ no, state, closed_at: closed === undefined ? null : minutesAgo(closed) }) as Sitting
const scene = (sittings: Sitting[], more: Partial<Situation> = {}) =>
  sceneOf({
    now: NOW,
    meeting: { state: 'UNDER_WAY' } as Meeting,
    sittings,
    sitting: sittings.find((each) => each.state !== 'CLOSED') ?? sittings.at(-1),
    quorum: { present: 0 } as Quorum,
    open: undefined,
    announced: undefined,
    ...more,
  })

test('before the first opening the hall is welcomed', () => {
  expect(scene([sitting(1, 'PLANNED')])).toBe('welcome')
})

test('an open sitting shows its item, an open vote comes before it', () => {
  expect(scene([sitting(1, 'OPEN')])).toBe('session')
  expect(scene([sitting(1, 'OPEN')], { open: { state: 'OPEN' } as Vote })).toBe('voting')
  expect(scene([sitting(1, 'ADJOURNED')])).toBe('adjourned')
})

test('a result stands for five minutes at most', () => {
  const at = (minutes: number) => ({ announced: { closed_at: minutesAgo(minutes) } as Vote })
  expect(scene([sitting(1, 'OPEN')], at(4))).toBe('result')
  expect(scene([sitting(1, 'OPEN')], at(5))).toBe('session')
})

test('a closing stands until delegates come to the next sitting, or ten minutes', () => {
  expect(scene([sitting(1, 'CLOSED', 2), sitting(2, 'PLANNED')])).toBe('closed')
  expect(scene([sitting(1, 'CLOSED', 11), sitting(2, 'PLANNED')])).toBe('welcome')
  expect(scene([sitting(1, 'CLOSED', 2), sitting(2, 'PLANNED')], { quorum: { present: 1 } as Quorum })).toBe(
    'welcome',
  )
})

test('after the last sitting, and after the meeting, the closing stays', () => {
  expect(scene([sitting(1, 'CLOSED', 60)])).toBe('closed')
  expect(
    scene([sitting(1, 'CLOSED', 60), sitting(2, 'PLANNED')], { meeting: { state: 'CLOSED' } as Meeting }),
  ).toBe('closed')
})

test('the head of the record is shown as twelve signs in threes of four', () => {
  expect(shortHash('0123456789abcdef0123')).toBe('0123 4567 89ab')
  expect(shortHash(null)).toBe('')
})
