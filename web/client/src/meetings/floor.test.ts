import { expect, test } from 'vitest'
import { clockOf, inQueue, secondsLeft } from './floor'
import type { Speech, SpeechRequest } from './types'

const speech = (seconds: number) => ({ began_at: '2023-12-06T01:00:00Z', seconds }) as Speech
const at = (clock: string) => Date.parse(`2023-12-06T${clock}Z`)

test('time runs from the moment the floor was given, and over it', () => {
  expect(secondsLeft(speech(420), at('01:00:00'))).toBe(420)
  expect(secondsLeft(speech(420), at('01:06:00'))).toBe(60)
  expect(secondsLeft(speech(420), at('01:07:12'))).toBe(-12)
})

test('a minute more is a minute more, whenever it was given', () => {
  expect(secondsLeft(speech(480), at('01:07:12'))).toBe(48)
})

test('minutes and seconds are read at a glance', () => {
  expect([420, 60, 9, 0, -12, -75].map(clockOf)).toEqual([
    '07:00',
    '01:00',
    '00:09',
    '00:00',
    '−00:12',
    '−01:15',
  ])
})

test('who asked first is first, and of two in one instant the one the server took first', () => {
  const request = (id: string, asked_at: string) => ({ id, asked_at }) as SpeechRequest
  const queue = [
    request('11', '2023-12-06T01:00:02Z'),
    request('9', '2023-12-06T01:00:01Z'),
    request('10', '2023-12-06T01:00:01Z'),
  ]

  expect(inQueue(queue).map(({ id }) => id)).toEqual(['9', '10', '11'])
})
