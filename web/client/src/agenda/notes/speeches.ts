/** The speeches that one has prepared, in the order in which they were written. */
import { computed } from 'vue'
import { useProgramme } from '../programme'
import { useNotes } from './notes'
import { write } from './talk'
import type { Note } from './types'

export function useSpeeches() {
  const notes = useNotes()
  const { current, papers, papersOf } = useProgramme()
  const speeches = computed<Note[]>(() =>
    notes.book.standing.value
      .map(({ note }) => note)
      .filter(({ kind, own, listed }) => kind === 'SPEECH' && own && !listed)
      .sort((a, b) => (a.made_at < b.made_at ? -1 : 1)),
  )
  /** The paper that a speech of one's own accord belongs to: what is open, else that of the current item. */
  const paper = (open?: string) =>
    papers.value.find(({ id }) => id === open) ?? papersOf(current.value)[0] ?? papers.value[0]
  function prepare(open?: string, page = 1): void {
    const at = paper(open)
    if (at) write({ place: { document: at.id, version: at.version, page }, kind: 'SPEECH', text: '' })
  }
  const may = computed(() => papers.value.length > 0)
  return { speeches, prepare, may }
}
