/** A row that moves in its list loses the focus: whoever moved it by keyboard goes on from there. */
import { nextTick, watch, type Ref } from 'vue'

/** Rows are the elements with `data-row` inside `list`, and what is focused in them has a `data-act`. */
export function useKeptFocus(list: Ref<HTMLElement | null>, ids: () => string[]): void {
  watch(
    () => ids().join(),
    async () => {
      const at = document.activeElement as HTMLElement | null
      const row = at?.closest<HTMLElement>('[data-row]')?.dataset.row
      const what = at?.dataset.act
      await nextTick()
      if (row && what && list.value?.contains(at) !== false && document.activeElement !== at)
        list.value?.querySelector<HTMLElement>(`[data-row="${row}"] [data-act="${what}"]`)?.focus()
    },
  )
}
