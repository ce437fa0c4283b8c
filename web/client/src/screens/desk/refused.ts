/** What a form says of a refusal: which fields are wrong, and the sentence for the person. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { Refusal, type Unreachable } from '@/stream/http'

/** `names` leads from a field to the words it is called by, such as `desk.upload.number`. */
export function useRefused(problem: () => Refusal | Unreachable | null, names: (field: string) => string) {
  const { t, te } = useI18n()
  const wrong = computed(() => {
    const refusal = problem()
    if (!(refusal instanceof Refusal) || refusal.code !== 'web.bad_fields') return []
    return Object.keys((refusal.facts.fields as object) ?? {}).map((path) => path.split('.')[0] ?? path)
  })
  const said = computed(() => {
    const refusal = problem()
    if (!refusal) return ''
    if (!(refusal instanceof Refusal)) return t('desk.unreachable')
    if (!wrong.value.length) return refusal.detail || t('stream.unknown')
    const called = wrong.value.map((field) => (te(names(field)) ? t(names(field)) : field))
    return t('desk.badFields', { names: [...new Set(called)].join(', ') })
  })
  return { wrong, said }
}
