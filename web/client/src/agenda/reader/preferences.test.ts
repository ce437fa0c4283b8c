import { expect, test } from 'vitest'
import { preferencesFrom } from './preferences'

test('what one likes is read back, and what nobody can have chosen is as usual', () => {
  const usual = { look: 'day', fit: 'width', single: false }

  expect(preferencesFrom('{"look":"night","fit":"page","single":true}')).toEqual({
    look: 'night',
    fit: 'page',
    single: true,
  })
  expect(preferencesFrom('{"look":"pink","fit":3,"single":"yes"}')).toEqual(usual)
  expect(preferencesFrom(null)).toEqual(usual)
  expect(preferencesFrom('null')).toEqual(usual)
  expect(preferencesFrom('not json')).toEqual(usual)
})
