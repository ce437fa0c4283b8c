/** The delegate groups that a paper may be issued to first, known by who sits in them. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSitting } from '@/meetings/sitting'

export function useGroups() {
  const { t } = useI18n()
  const { delegates } = useSitting()
  const groups = computed(() => {
    const found = new Map<string, number>()
    for (const { group, group_id } of delegates.value)
      if (group !== null && group_id) found.set(group_id, group)
    return [...found]
      .map(([id, no]) => ({ id, no, name: t('meetings.group', { n: no }) }))
      .sort((a, b) => a.no - b.no)
  })
  const nameOf = (id: string | null) => groups.value.find((group) => group.id === id)?.name ?? ''
  return { groups, nameOf }
}
