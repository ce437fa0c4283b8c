/** Marking the text that is selected: one note for each page that it runs over, all one deed. */
import { selected } from './marked'
import { useNotes } from './notes'
import { useTool } from './tool'

/** How many notes were made; the selection is done with. */
export function markSelected(as: 'HIGHLIGHT' | 'UNDERLINE'): number {
  const found = selected()
  if (!found.length) return 0
  const notes = useNotes()
  const { colour } = useTool()
  const done = notes.together(found[0]!.place.document)
  for (const { place, rects, text } of found) notes.add(place, as, { color: colour(as), rects, text })
  done()
  window.getSelection()?.removeAllRanges()
  return found.length
}
