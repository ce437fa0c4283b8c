/** How one likes to read, kept on this device and the same for all papers. */
import { reactive, watch } from 'vue'
import type { Fit } from './layout'

export type Look = 'day' | 'sepia' | 'night'
export interface Preferences {
  look: Look
  fit: Fit
  single: boolean
}

const KEY = 'reader'
const USUAL: Preferences = { look: 'day', fit: 'width', single: false }

/** What is not known is as usual: the storage is anybody's. */
export function preferencesFrom(text: string | null): Preferences {
  try {
    const said = JSON.parse(text ?? '{}') as Partial<Preferences> | null
    return {
      look: said?.look === 'sepia' || said?.look === 'night' ? said.look : USUAL.look,
      fit: said?.fit === 'page' ? 'page' : USUAL.fit,
      single: said?.single === true,
    }
  } catch {
    return { ...USUAL }
  }
}

export const preferences = reactive(preferencesFrom(localStorage.getItem(KEY)))
watch(preferences, (now) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(now))
  } catch {
    // Without a storage one chooses anew each time.
  }
})
