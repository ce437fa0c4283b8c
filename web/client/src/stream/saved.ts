/** The last that was seen of a meeting, kept on this device for when the server is not reached. */
import type { Resources } from './fold'
import { openVault } from './vault'

export interface Saved<V> {
  seq: number
  resources: Resources
  viewer: V
  at: string
}

const FIRST = 1_000
const REST = 10_000
const name = (meeting: string) => `meeting/${meeting}`

export async function savedOf<V>(meeting: string): Promise<Saved<V> | null> {
  return (await (await openVault())?.get<Saved<V>>('snapshot', name(meeting))) ?? null
}

/** Keep what `look` gives, soon; while much happens, once in ten seconds. Null: there is nothing to keep. */
export function saver<V>(look: () => { meeting: string; saved: Saved<V> } | null): () => void {
  let timer = 0
  let rest = FIRST
  async function save(): Promise<void> {
    timer = 0
    const seen = look()
    if (!seen) return
    try {
      const vault = await openVault()
      await vault?.put('snapshot', name(seen.meeting), seen.saved)
      if (vault) rest = REST
    } catch {
      // Full, or closed meanwhile: the one before stays, which is better than none.
    }
  }
  return () => {
    timer ||= window.setTimeout(() => void save(), rest)
  }
}
