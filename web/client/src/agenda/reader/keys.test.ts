import { expect, test, vi } from 'vitest'
import { pressed, type Acts } from './keys'

function acts() {
  const said: string[] = []
  const tell =
    (name: string) =>
    (...given: unknown[]) =>
      void said.push([name, ...given].join(' '))
  const act: Acts = {
    page: tell('page'),
    screenful: tell('screenful'),
    line: tell('line'),
    first: tell('first'),
    last: tell('last'),
    zoom: tell('zoom'),
    find: tell('find'),
    step: tell('step'),
    leave: tell('leave'),
  }
  return { act, said }
}

test('the keyboard alone turns, scrolls, zooms, finds and leaves', () => {
  const { act, said } = acts()
  for (const key of [
    'ArrowRight',
    'ArrowLeft',
    'PageDown',
    'PageUp',
    'Home',
    'End',
    '+',
    '-',
    '0',
    '/',
    'Escape',
  ])
    expect(pressed(new KeyboardEvent('keydown', { key }), act)).toBe(true)
  pressed(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true }), act)

  expect(said).toEqual([
    'page 1',
    'page -1',
    'screenful 1',
    'screenful -1',
    'first',
    'last',
    'zoom 1',
    'zoom -1',
    'zoom 0',
    'find',
    'leave',
    'find',
  ])
})

test('where one types, and with other keys held, the reader does nothing', () => {
  const { act, said } = acts()
  const field = document.createElement('input')
  const typed = new KeyboardEvent('keydown', { key: 'ArrowRight' })
  vi.spyOn(typed, 'target', 'get').mockReturnValue(field)

  expect(pressed(typed, act)).toBe(false)
  expect(pressed(new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true }), act)).toBe(false)
  expect(pressed(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true }), act)).toBe(false)
  expect(pressed(new KeyboardEvent('keydown', { key: 'a' }), act)).toBe(false)
  expect(said).toEqual([])
})
