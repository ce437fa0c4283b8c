/** The unfinished work of the desk, kept while one goes from tab to tab: forms with typing, files on their way. */
import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { useProgramme } from '@/agenda/programme'
import type { Dossier, Item } from '@/agenda/types'
import { useMeeting } from '@/stream/meeting'
import { useDrafts } from './drafts'
import { blankDossier, blankItem, dossierText, itemText } from './texts'
import type { Place } from './tree'
import { useUploads } from './uploads'

export function useWork() {
  const store = useMeeting()
  const items = useDrafts((id) => store.one<Item>('item', id), itemText, blankItem)
  const dossiers = useDrafts((id) => store.one<Dossier>('dossier', id), dossierText, blankDossier)
  const { items: programme, dossiers: all } = useProgramme()
  const uploads = useUploads(
    () => store.id,
    () => ({ items: programme.value, dossiers: all.value }),
  )
  /** Where the new item goes. */
  const place = ref<Place>({ parent: null, before: null })
  const item = ref('')
  const dossier = ref('')
  const unfinished = computed(() => items.anyDirty.value || dossiers.anyDirty.value || uploads.pending.value)

  // The browser's own question: nothing else is asked when a page is reloaded or closed.
  function keep(event: BeforeUnloadEvent): void {
    if (unfinished.value) event.preventDefault()
  }
  // A file let go beside its place would be opened by the browser in place of the desk.
  function stay(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }
  onMounted(() => {
    window.addEventListener('beforeunload', keep)
    for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, stay)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', keep)
    for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, stay)
  })

  return { items, dossiers, uploads, place, item, dossier, unfinished }
}
export type Work = ReturnType<typeof useWork>
