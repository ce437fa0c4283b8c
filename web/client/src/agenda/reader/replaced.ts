/** What became of a paper since one last read it: another version, and which pages of it differ. */
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Paper } from '../types'
import { changesOf, type Differences } from './changes'
import { versionsOf } from './versions'

/**
 * `shown`: the version on screen; `known`: the one that was read before, 0 for none. `renewed` is told when
 * another version comes while one reads, with the old page of each new one where they could be compared.
 */
export function useReplaced(
  paper: () => Paper,
  shown: Readonly<Ref<number>>,
  known: Ref<number>,
  renewed: (pages: ReadonlyMap<number, number> | null) => void,
) {
  const differences = shallowRef<Differences | null>(null)
  const dismissed = ref(false)
  const newest = computed(() => shown.value === paper().version)
  const replaced = computed(() => newest.value && known.value > 0 && known.value < shown.value)

  watch(
    [replaced, shown, known],
    async ([now, version, before]) => {
      const found = now ? await changesOf(paper().id, before, version) : null
      if (version === shown.value && before === known.value) differences.value = found
    },
    { immediate: true },
  )
  let newestSeen = paper().version
  watch(shown, async (now, before) => {
    const fresh = now > newestSeen
    newestSeen = Math.max(newestSeen, paper().version)
    if (!fresh) return renewed(null)
    known.value = before
    dismissed.value = false
    renewed((await changesOf(paper().id, before, now))?.before ?? null)
  })

  const banner = computed(() => !newest.value || (replaced.value && !dismissed.value))
  /** What the newest version is compared with. */
  const other = computed(() => {
    if (!newest.value) return shown.value
    return replaced.value ? known.value : (versionsOf(paper()).at(-2)?.no ?? 1)
  })
  const dismiss = () => (dismissed.value = true)
  return { differences, banner, other, dismiss }
}
