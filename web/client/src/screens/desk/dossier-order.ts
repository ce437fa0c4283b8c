/** Putting the dossiers in order: by buttons, by arrow keys on the handle, or by dragging it. */
import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { moveDossier } from '@/agenda/commands'
import type { Dossier } from '@/agenda/types'
import { useAct } from '@/stream/commands'
import { useDrag } from './drag'
import { useKeptFocus } from './kept-focus'
import { dropAt, stepTo, type Node, type Place } from './tree'

const KEYS: Record<string, 'up' | 'down'> = { ArrowUp: 'up', ArrowDown: 'down' }

export function useDossierOrder(list: Ref<HTMLElement | null>, dossiers: Ref<Dossier[]>) {
  const { t } = useI18n()
  const moving = useAct(moveDossier)
  const said = ref('')
  // The same places as in the agenda, of which there is one level here.
  const nodes = computed<Node[]>(() =>
    dossiers.value.map(({ id }, at) => ({ id, parent: null, position: at + 1 })),
  )

  async function move(id: string, place: Place | null) {
    if (!place || moving.running.value || !(await moving.run(id, place.before))) return
    const { no, title } = dossiers.value.find((each) => each.id === id)!
    const before = dossiers.value.find((each) => each.id === place.before)?.no
    said.value = before
      ? t('desk.dossier.movedBefore', { no, title, before })
      : t('desk.dossier.movedLast', { no, title })
  }
  const { state: dragging, begin } = useDrag(
    list,
    (id, over, zone) => dropAt(nodes.value, id, over, zone) !== null,
    (id, over, zone) => void move(id, dropAt(nodes.value, id, over, zone)),
    true,
  )
  useKeptFocus(list, () => dossiers.value.map(({ id }) => id))

  const can = (id: string, step: 'up' | 'down') => stepTo(nodes.value, id, step) !== null
  const step = (id: string, name: 'up' | 'down') => move(id, stepTo(nodes.value, id, name))
  function onKey(event: KeyboardEvent, id: string) {
    const name = KEYS[event.key]
    if (!name) return
    event.preventDefault()
    void step(id, name)
  }
  const held = (id: string) =>
    dragging.now?.over === id && dragging.now.allowed ? dragging.now.zone : undefined

  return { dragging, begin, can, step, onKey, held, said }
}
