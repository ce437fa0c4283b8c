/** One form of the desk: saving, the newer text of somebody else, and what was typed in between. */
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { notify } from '@/kit/notices'
import type { Answer } from '@/stream/commands'
import { Refusal } from '@/stream/http'
import { NEW, type Drafts } from './drafts'
import { changed, copy } from './editing'
import { useSaving } from './saving'

/** `changedCode` is the refusal that carries the newer row in `facts.current`. */
export function useForm<T extends object>(
  drafts: Drafts<T>,
  changedCode: string,
  send: {
    add: (text: T, key: string) => Promise<Answer>
    edit: (id: string, rev: number, text: Partial<T>, key: string) => Promise<Answer>
  },
) {
  const { t } = useI18n()
  const saving = useSaving()
  const conflict = ref(false)
  const wrong = computed(() => {
    const problem = saving.refusal.value
    const fields = problem instanceof Refusal && problem.code === 'web.bad_fields' ? problem.facts.fields : {}
    return Object.keys(fields as object).map((path) => path.split('.')[0] ?? path)
  })

  /** The answer, or null when it was refused: then the form stays as it is. */
  async function save(id: string): Promise<Answer | null> {
    const draft = drafts.get(id)
    if (!draft) return null
    const text = id === NEW ? copy(draft.typed) : changed(draft)
    const answer = await saving.save([id, draft.rev, text], (key) =>
      id === NEW ? send.add(text as T, key) : send.edit(id, draft.rev, text, key),
    )
    const problem = saving.refusal.value
    if (problem instanceof Refusal && problem.code === changedCode) {
      drafts.tell(id, problem.facts.current)
      conflict.value = true
    }
    if (!answer) return null
    conflict.value = false
    drafts.saved(id)
    notify(t('desk.saved'), 'good')
    return answer
  }
  /** After the fields were chosen: save what is still one's own, if anything is. */
  async function merged(id: string, dirty: boolean): Promise<void> {
    conflict.value = false
    saving.refusal.value = null
    if (dirty) await save(id)
    else notify(t('desk.tookTheirs'), 'good')
  }
  function reset(): void {
    conflict.value = false
    saving.refusal.value = null
  }
  return { running: saving.running, refusal: saving.refusal, conflict, wrong, save, merged, reset }
}
