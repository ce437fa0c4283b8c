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
export interface Tick {
  at: string
  seq: number
  presence: Record<string, number>
}
export type Said = Frame | { reset: true; seq: number } | { tick: Tick }

/** `gap`: something was missed, a snapshot must be fetched; `old`: known already, nothing changed. */
export type Outcome = 'applied' | 'old' | 'gap'

export function isFrame(said: unknown): said is Frame {
  const frame = said as Partial<Frame> | null
  return (
    typeof frame === 'object' &&
    frame !== null &&
    Number.isInteger(frame.seq) &&
    Number.isInteger(frame.from_seq) &&
    Array.isArray(frame.changes)
  )
}

/** Apply a frame to `resources`, which stand at `seq`; `resources` is changed in place. */
export function fold(resources: Resources, seq: number, frame: Frame): Outcome {
  if (frame.from_seq > seq + 1) return 'gap'
  if (frame.seq <= seq) return 'old'
  for (const { type, id, value } of frame.changes) {
    if (value === null) {
      delete resources[type]?.[id]
    } else {
      const rows = (resources[type] ??= {})
      rows[id] = value
    }
  }
  return 'applied'
}
