/** The stream folded into a map type → id → value. Pure; signaling/PROTOCOL.md describes the frames. */
export type Value = Record<string, unknown>
export type Resources = Record<string, Record<string, Value>>

export interface Change {
  type: string
  id: string
  value: Value | null
}
export interface Frame {
  seq: number
  from_seq: number
  kinds: string[]
  at: string
  changes: Change[]
}
/** The page on show; `subject` names a row by type and id, as in "document:49". */
export interface Presenting {
  subject: string
  page: number
  by: string
  name: string
}
export interface Tick {
  at: string
  seq: number
  presence: Record<string, number>
  presenting?: Presenting | null
  /** Who may show a page besides the presiding officer and the secretaries. */
  rapporteur?: string | null
}

/** `gap`: the map can be trusted no longer, a snapshot must be fetched; `old`: nothing changed. */
export type Outcome = 'applied' | 'old' | 'gap'

/** A tick in the form of PROTOCOL.md; it changes no resource. */
export function isTick(said: unknown): said is { tick: Tick } {
  return isObject(said) && isObject(said.tick) && isSeq(said.tick.seq)
}

export function isFrame(said: unknown): said is Frame {
  return (
    isObject(said) &&
    isSeq(said.seq) &&
    isSeq(said.from_seq) &&
    said.from_seq <= said.seq &&
    Array.isArray(said.changes) &&
    said.changes.every(isChange)
  )
}

/**
 * Apply what the stream said to `resources`, which stand at `seq` (-1 before the first snapshot).
 * They are changed in place, wholly or not at all. A reset, a gap, a tick from ahead and whatever
 * PROTOCOL.md does not describe are a `gap`.
 */
export function fold(resources: Resources, seq: number, said: unknown): Outcome {
  if (seq < 0) return 'gap'
  if (isTick(said)) return said.tick.seq <= seq ? 'old' : 'gap'
  if (!isFrame(said) || said.from_seq > seq + 1) return 'gap'
  if (said.seq <= seq) return 'old'
  for (const { type, id, value } of said.changes) {
    const rows = (resources[type] ??= {})
    if (value === null) delete rows[id]
    else rows[id] = value
  }
  return 'applied'
}

function isChange(given: unknown): given is Change {
  return (
    isObject(given) &&
    typeof given.type === 'string' &&
    typeof given.id === 'string' &&
    (given.value === null || isObject(given.value))
  )
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

function isSeq(given: unknown): given is number {
  return Number.isInteger(given) && (given as number) >= 0
}
