/** What one types beside what others save meanwhile: nothing typed is lost, nothing is overwritten. Pure. */

/** `base` is the text as it was read at `rev`, `typed` is what stands in the form. */
export interface Draft<T> {
  rev: number
  base: T
  typed: T
}
export type Choice = 'mine' | 'theirs'
/** A field that somebody else has changed since; `touched`: one has changed it oneself as well. */
export interface Difference<T> {
  field: keyof T & string
  mine: unknown
  theirs: unknown
  touched: boolean
}
export type Choices<T> = Partial<Record<keyof T & string, Choice>>

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

export function begun<T>(text: T, rev: number): Draft<T> {
  return { rev, base: copy(text), typed: copy(text) }
}

/** The fields that differ from what was read, with what was typed: this is what is saved. */
export function changed<T extends object>(draft: Draft<T>): Partial<T> {
  const names = Object.keys(draft.base) as (keyof T)[]
  return Object.fromEntries(
    names
      .filter((name) => !same(draft.base[name], draft.typed[name]))
      .map((name) => [name, draft.typed[name]]),
  ) as Partial<T>
}

export function isDirty<T extends object>(draft: Draft<T>): boolean {
  return Object.keys(changed(draft)).length > 0
}

/** What somebody else has changed and the form does not hold. */
export function differences<T extends object>(draft: Draft<T>, now: T): Difference<T>[] {
  const names = Object.keys(draft.base) as (keyof T & string)[]
  return names
    .filter((name) => !same(draft.base[name], now[name]) && !same(draft.typed[name], now[name]))
    .map((field) => ({
      field,
      mine: draft.typed[field],
      theirs: now[field],
      touched: !same(draft.base[field], draft.typed[field]),
    }))
}

/** What is chosen where nobody has said otherwise: keep what was typed, take what was not touched. */
export function usual<T>(difference: Difference<T>): Choice {
  return difference.touched ? 'mine' : 'theirs'
}

/** The draft on top of the newer text, field by field as chosen. */
export function merged<T extends object>(
  draft: Draft<T>,
  now: T,
  rev: number,
  choices: Choices<T> = {},
): Draft<T> {
  const typed = copy(draft.typed)
  for (const difference of differences(draft, now))
    if ((choices[difference.field] ?? usual(difference)) === 'theirs')
      typed[difference.field] = copy(now[difference.field])
  return { rev, base: copy(now), typed }
}
