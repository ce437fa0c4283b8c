/** The map of a client, frame by frame, by the golden frames that the Python clients read too. */
import { expect, test } from 'vitest'
import frames from '../../../../tests/vectors/frames.json'
import { fold, type Resources } from './fold'

interface State {
  seq: number | null
  resources: Resources
}
interface Case {
  name: string
  before: State
  frame: unknown
  after: State | null
}

const cases = frames as unknown as Case[]

test('the golden frames are there, good ones and bad ones', () => {
  expect(cases.filter(({ after }) => after !== null).length).toBeGreaterThan(10)
  expect(cases.filter(({ after }) => after === null).length).toBeGreaterThan(10)
})

test.each(cases)('$name', ({ before, frame, after }) => {
  const resources = structuredClone(before.resources)

  const outcome = fold(resources, before.seq ?? -1, frame)

  if (after === null) {
    expect(outcome).toBe('gap')
    expect(resources).toEqual(before.resources)
  } else {
    expect(resources).toEqual(after.resources)
    expect(outcome).toBe(after.seq === before.seq ? 'old' : 'applied')
  }
})
