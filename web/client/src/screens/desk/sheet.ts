/** The form beside a list: opened, saved, discarded, begun anew, and left when its row is gone. */
import { nextTick, ref, watch, type Ref } from 'vue'
import { NEW, type Drafts } from './drafts'
import type { useForm } from './form'

export function useSheet<T extends object>(
  drafts: Drafts<T>,
  chosen: Ref<string>,
  form: Pick<ReturnType<typeof useForm<T>>, 'reset' | 'save'>,
  come: (where: string) => void,
  /** The live row that is chosen, if there is one. */
  row: () => { id: string } | undefined,
) {
  const editing = ref(false) // on a narrow screen the form takes the place of the list

  function choose(id: string): void {
    if (chosen.value && chosen.value !== id && chosen.value !== NEW && !drafts.dirty(chosen.value))
      drafts.drop(chosen.value)
    drafts.open(id)
    chosen.value = id
    form.reset()
  }
  async function edit(id: string): Promise<void> {
    choose(id)
    editing.value = true
    await nextTick()
    come(id === NEW ? '[name="title"]' : 'h2')
  }
  function close(): void {
    editing.value = false
    if (chosen.value === NEW && !drafts.dirty(NEW)) chosen.value = ''
  }
  function discard(): void {
    const id = chosen.value
    drafts.drop(id)
    form.reset()
    if (id !== NEW) return drafts.open(id)
    chosen.value = ''
    editing.value = false
  }
  /** `made` picks the id of the new row from the answer. */
  async function save(made: (result: Record<string, unknown>) => unknown): Promise<void> {
    const id = chosen.value
    const answer = await form.save(id)
    if (!answer) return
    editing.value = false
    if (id === NEW) choose(String(made(answer.result)))
  }
  function renew(): void {
    drafts.renew(chosen.value)
    choose(NEW)
  }

  // What was just added opens when it arrives; what somebody else removed, with nothing typed in it, is left.
  watch(row, (now) => {
    if (now) drafts.open(now.id)
    else if (chosen.value && chosen.value !== NEW && !drafts.get(chosen.value)) chosen.value = ''
  })
  if (chosen.value) drafts.open(chosen.value)
  return { editing, choose, edit, close, discard, save, renew }
}
