import { expect, test } from 'vitest'
import { choicesFrom, colourOf, nameOf, useTool } from './tool'

test('what somebody else has left in the storage is not believed', () => {
  const usual = choicesFrom(null)

  expect(choicesFrom('not json')).toEqual(usual)
  expect(choicesFrom('null')).toEqual(usual)
  expect(choicesFrom('{"colours":{"PEN":"red"},"widths":{"PEN":7}}')).toEqual(usual)
  expect(choicesFrom('{"colours":{"PEN":"green"},"widths":{"MARKER":2}}')).toEqual({
    colours: { ...usual.colours, PEN: 'green' },
    widths: { PEN: 1, MARKER: 2 },
  })
})

test('a colour is dark for the pen, light for the marker, and known by its name in both', () => {
  expect(colourOf('PEN', 'yellow')).not.toBe(colourOf('MARKER', 'yellow'))
  expect([
    nameOf(colourOf('PEN', 'green')),
    nameOf(colourOf('HIGHLIGHT', 'green')),
    nameOf('#a3241b'),
  ]).toEqual(['green', 'green', undefined])
})

test('a tool that is taken twice is put down', () => {
  const { state, take } = useTool()

  take('PEN')
  expect(state.tool).toBe('PEN')
  take('MARKER')
  expect(state.tool).toBe('MARKER')
  take('MARKER')
  expect(state.tool).toBe(null)
})
