/** What one holds in hand: the tool with its colour and width, and whether this device has a pen. Kept on the device. */
import { computed, reactive, watch } from 'vue'
import type { NoteKind } from './types'

export const TOOLS = ['PEN', 'MARKER', 'HIGHLIGHT', 'UNDERLINE', 'NOTE', 'ERASER', 'SELECT'] as const
export type Tool = (typeof TOOLS)[number]

/** By name too, because a colour is never told by colour alone. */
export const COLOURS = [
  { name: 'blue', pen: '#0b4a7d', marker: '#7cc4f5' },
  { name: 'black', pen: '#1b1d22', marker: '#c9ccd2' },
  { name: 'green', pen: '#12663c', marker: '#8fdca9' },
  { name: 'orange', pen: '#b45309', marker: '#ffb866' },
  { name: 'violet', pen: '#6b2fa0', marker: '#d0a8f0' },
  { name: 'yellow', pen: '#8a6d00', marker: '#ffe45c' },
] as const
export type ColourName = (typeof COLOURS)[number]['name']

/** Thin, middle, thick: fractions of the page's width (an A4 page is 210 mm wide). */
export const WIDTHS = {
  PEN: [0.0022, 0.004, 0.008],
  MARKER: [0.014, 0.022, 0.036],
} as const

const KEY = 'notes'
type Choice = Record<'PEN' | 'MARKER' | 'HIGHLIGHT' | 'UNDERLINE' | 'NOTE', ColourName>
const USUAL: Choice = {
  PEN: 'blue',
  MARKER: 'yellow',
  HIGHLIGHT: 'yellow',
  UNDERLINE: 'blue',
  NOTE: 'orange',
}

interface Kept {
  colours: Choice
  widths: { PEN: number; MARKER: number }
}

/** What is not known is as usual: the storage is anybody's. */
export function choicesFrom(text: string | null): Kept {
  let said: Partial<Kept> | null = null
  try {
    said = JSON.parse(text ?? '{}') as Partial<Kept> | null
  } catch {
    // As usual.
  }
  const colour = (kind: keyof Choice) =>
    COLOURS.some(({ name }) => name === said?.colours?.[kind]) ? said!.colours![kind] : USUAL[kind]
  const width = (kind: 'PEN' | 'MARKER') => {
    const at = said?.widths?.[kind]
    return at === 0 || at === 1 || at === 2 ? at : 1
  }
  return {
    colours: {
      PEN: colour('PEN'),
      MARKER: colour('MARKER'),
      HIGHLIGHT: colour('HIGHLIGHT'),
      UNDERLINE: colour('UNDERLINE'),
      NOTE: colour('NOTE'),
    },
    widths: { PEN: width('PEN'), MARKER: width('MARKER') },
  }
}

const state = reactive({
  tool: null as Tool | null,
  /** A pen was seen: from now on it alone draws, and the finger scrolls. */
  pen: false,
  /** The finger draws although there is a pen: it was left at home, or its battery is empty. */
  finger: false,
  /** The note that is selected on its page. */
  selected: '',
  ...choicesFrom(localStorage.getItem(KEY)),
})
watch(
  () => [state.colours, state.widths],
  () => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ colours: state.colours, widths: state.widths }))
    } catch {
      // Without a storage one chooses anew each time.
    }
  },
  { deep: true },
)

/** The kind of note whose colour one chooses now. */
const inked = computed<keyof Choice | null>(() =>
  state.tool && state.tool in USUAL ? (state.tool as keyof Choice) : null,
)

export function colourOf(kind: NoteKind, name: ColourName): string {
  const colour = COLOURS.find((each) => each.name === name) ?? COLOURS[0]
  return kind === 'MARKER' || kind === 'HIGHLIGHT' ? colour.marker : colour.pen
}
export const nameOf = (value: string | undefined): ColourName | undefined =>
  COLOURS.find(({ pen, marker }) => pen === value || marker === value)?.name

export function useTool() {
  function take(tool: Tool | null): void {
    // The same once more puts it down.
    state.tool = state.tool === tool ? null : tool
    state.selected = ''
  }
  const colour = (kind: keyof Choice) => colourOf(kind, state.colours[kind])
  const width = (kind: 'PEN' | 'MARKER') => WIDTHS[kind][state.widths[kind]] ?? WIDTHS[kind][1]
  return { state, inked, take, colour, width }
}
