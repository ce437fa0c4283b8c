/** Where a delegate is: which item, which paper, which page. The address says it, so the back button works. */
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw, type LocationQueryValue } from 'vue-router'
import { useProgramme, type Placed } from '@/agenda/programme'
import type { Item, Paper } from '@/agenda/types'

type Query = LocationQueryRaw
type Asked = LocationQueryValue | LocationQueryValue[] | undefined
const one = (asked: Asked): string => (Array.isArray(asked) ? asked[0] : asked) ?? ''

const without = (query: Query, ...names: string[]): Query =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)))

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
  const figure = (name: string) =>
    computed(() => {
      const said = Number.parseInt(one(route.query[name]), 10)
      return said >= 1 ? said : undefined
    })
  const page = figure('page')
  const version = figure('version')
  /** Words to be found in the paper. */
  const find = computed(() => one(route.query.find))
  /** The paper beside it, with its own page. */
  const beside = computed(() => {
    const found = papers.value.find((each) => each.id === one(route.query.beside))
    return paper.value && found?.id !== paper.value.id ? found : undefined
  })
  const besidePage = figure('besidePage')
  /** What is looked for in all papers. */
  const search = computed(() => one(route.query.search))
  const listed = computed(() => route.query.list !== undefined)

  const toItem = (to: Item | undefined) => ({
    query: to && to.id !== current.value?.id ? { item: to.id } : {},
  })
  const toPaper = (to: Paper, at: { page?: number; find?: string; version?: number } = {}) => ({
    query: {
      item: itemOf(to)?.id,
      paper: to.id,
      ...(at.version && at.version !== to.version ? { version: String(at.version) } : {}),
      ...(at.page ? { page: String(at.page) } : {}),
      ...(at.find ? { find: at.find } : {}),
    },
  })
  const toBeside = (to: Paper) => ({
    query: without({ ...route.query, beside: to.id }, 'besidePage', 'list'),
  })
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
  function leaveTo(target: { query: Query }): void {
    const href = router.resolve(target).fullPath
    if (window.history.state?.back === href) router.back()
    else void router.replace(target)
  }
  const closePaper = () => leaveTo(toItem(item.value))
  const closeList = () => leaveTo({ query: without(route.query, 'list') })
  const closeBeside = () => leaveTo({ query: without(route.query, 'beside', 'besidePage') })
  /** The paper beside it stays, and is then the only one. */
  function closeFirst(): void {
    const to = beside.value
    if (to) void router.replace(toPaper(to, { page: besidePage.value }))
  }

  const replace = (query: Query) => void router.replace({ query })
  function showPage(page: number): void {
    if (paper.value) replace({ ...route.query, page: String(page) })
  }
  function showBesidePage(page: number): void {
    if (beside.value) replace({ ...route.query, besidePage: String(page) })
  }
  const showFind = (find: string) => replace(find ? { ...route.query, find } : without(route.query, 'find'))
  const showSearch = (search: string, open = false) =>
    replace({
      ...without(route.query, 'search'),
      ...(search ? { search } : {}),
      ...(open ? { list: null } : {}),
    })
  /** Another version is another place: the back button leads to the one before. */
  const showVersion = (version: number | undefined) =>
    void router.push({
      query: version ? { ...route.query, version: String(version) } : without(route.query, 'version'),
    })
  /** Follow somebody to a page; turning pages does not lengthen the history. */
  function lead(to: Paper, page: number): void {
    if (to.id === paper.value?.id && !version.value) showPage(page)
    else void router.push(toPaper(to, { page }))
  }

  return {
    item,
    elsewhere,
    paper,
    gone,
    page,
    version,
    find,
    beside,
    besidePage,
    search,
    listed,
    toItem,
    toPaper,
    toBeside,
    toList,
    itemOf,
    closePaper,
    closeList,
    closeBeside,
    closeFirst,
    showPage,
    showBesidePage,
    showFind,
    showSearch,
    showVersion,
    lead,
  }
}
