import { expect, test } from 'vitest'
import { createHistory } from './history'
import type { Note } from './types'

const note = (id: string, rev = 1) => ({ id, rev, document: '49' }) as Note

test('what was done is undone from the last, and done again', () => {
  const history = createHistory()
  history.did('49', [{ before: null, after: note('a') }])
  history.did('49', [{ before: note('a'), after: null }])

  expect(history.undo('49')).toEqual([{ before: null, after: note('a') }])
  expect(history.undo('49')).toEqual([{ before: note('a'), after: null }])
  expect(history.undo('49')).toBe(null)
  expect(history.redo('49')).toEqual([{ before: null, after: note('a') }])
  expect(history.left('49')).toEqual({ undo: true, redo: true })
})

test('a new deed ends what could be done again, and another document has its own', () => {
  const history = createHistory()
  history.did('49', [{ before: null, after: note('a') }])
  history.undo('49')
  history.did('50', [{ before: null, after: note('b') }])
  expect(history.left('49')).toEqual({ undo: false, redo: true })

  history.did('49', [{ before: null, after: note('c') }])

  expect(history.left('49')).toEqual({ undo: true, redo: false })
})

test('one gesture of the eraser is one deed, undone in the order that puts back what was', () => {
  const history = createHistory()
  history.did('49', [
    { before: note('a'), after: null },
    { before: note('b'), after: null },
  ])

  expect(history.undo('49')?.map(({ after }) => after?.id)).toEqual(['b', 'a'])
})

test('a note that came back under another id is known by it in every deed', () => {
  const history = createHistory()
  history.did('49', [{ before: null, after: note('a', 3) }])
  history.did('49', [{ before: note('a', 3), after: null }])
  history.undo('49')

  history.renamed('a', 'z')

  expect(history.undo('49')).toEqual([{ before: note('z', 0), after: null }])
})
