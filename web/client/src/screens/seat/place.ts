/** Where a delegate is: which item, which paper, which page. The address says it, so the back button works. */
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import { useProgramme, type Placed } from '@/agenda/programme'
import type { Item, Paper } from '@/agenda/types'

type Asked = LocationQueryValue | LocationQueryValue[] | undefined
const one = (asked: Asked): string => (Array.isArray(asked) ? asked[0] : asked) ?? ''

export function useSeatPlace() {
  const route = useRoute()
  const router = useRouter()
  const { items, current, papers } = useProgramme()

  const asked = computed(() => one(route.query.item))
  /** The item that was asked for; without a wish, one follows the chair. */
  const item = computed<Placed | undefined>(
    () =>
      items.value.find((each) => each.id === asked.value) ??
      current.value ??
      items.value.find((each) => each.state === 'PLANNED') ??
      items.value.at(-1),
  )
  const elsewhere = computed(() =>
    current.value && item.value?.id !== current.value.id ? current.value : undefined,
  )
  const paper = computed(() => papers.value.find((each) => each.id === one(route.query.paper)))
  const gone = computed(() => Boolean(one(route.query.paper)) && !paper.value)
  const page = computed(() => {
    const page = Number.parseInt(one(route.query.page), 10)
    return page >= 1 ? page : undefined
  })
  const listed = computed(() => route.query.list !== undefined)

  const toItem = (to: Item | undefined) => ({
    query: to && to.id !== current.value?.id ? { item: to.id } : {},
  })
  const toPaper = (to: Paper) => ({ query: { item: itemOf(to)?.id, paper: to.id } })
  const toList = computed(() => ({ query: { ...route.query, list: null } }))

  /** Where a paper is read: at the item one is at, the one in progress, or where its draft is decided. */
  function itemOf(to: Paper): Item | undefined {
    if (to.item) return items.value.find((each) => each.id === to.item)
    const of = items.value.filter((each) => each.dossiers.some((stage) => stage.dossier === to.dossier))
    return (
      of.find((each) => each.id === item.value?.id) ??
      of.find((each) => each.state === 'CURRENT') ??
      of.find((each) => each.dossiers.some((s) => s.dossier === to.dossier && s.stage === 'DECIDED')) ??
      of[0] ??
      item.value
    )
  }

  /** Back if one came from there, so that closing does not lengthen the history. */
  function leaveTo(target: { query: Record<string, string | null | undefined> }): void {
    const href = router.resolve(target).fullPath
    if (window.history.state?.back === href) router.back()
    else void router.replace(target)
  }
  const closePaper = () => leaveTo(toItem(item.value))
  function closeList(): void {
    const query = Object.fromEntries(Object.entries(route.query).filter(([name]) => name !== 'list'))
    leaveTo({ query: query as Record<string, string> })
  }
  function showPage(page: number): void {
    if (paper.value) void router.replace({ query: { ...route.query, page: String(page) } })
  }

  return {
    item,
    elsewhere,
    paper,
    gone,
    page,
    listed,
    toItem,
    toPaper,
    toList,
    itemOf,
    closePaper,
    closeList,
    showPage,
  }
}
