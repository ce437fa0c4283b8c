/** The signs of the tools on a 24-unit grid, drawn for this project. */
import type { Tool } from './tool'

export const SIGNS: Record<Tool | 'BOOKMARK' | 'SPEECH' | 'UNDO' | 'REDO' | 'FINGER', string> = {
  PEN: 'M4 20l1.2-4.5L16.5 4.2l3.3 3.3L8.5 18.8zM14 6.7l3.3 3.3M3 22h9',
  MARKER: 'M9 14l-3-3L15 3l6 6-8 9zM9 14l3 3M6 11l-2 7h6l2-1M3 22h18',
  HIGHLIGHT: 'M3 4h18v11H3zM8 12l4-6 4 6M9.5 10h5M3 20h18',
  UNDERLINE: 'M6 3v8a6 6 0 0 0 12 0V3M4 21h16',
  NOTE: 'M4 4h16v11l-5 5H4zM15 20v-5h5M8 9h8M8 12.5h4',
  ERASER: 'M8 20l-5-5L14 4l7 7-9 9zM8.5 9.5l7 7M8 20h13',
  SELECT: 'M6 3l13 8-6 1.5L9.5 19z',
  BOOKMARK: 'M7 3h10v18l-5-4-5 4z',
  SPEECH: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M8 21h8',
  UNDO: 'M9 5L4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  REDO: 'M15 5l5 5-5 5M20 10H10a6 6 0 0 0 0 12h3',
  FINGER: 'M9 21c-2-2-4-4-5-7 1-1 3 0 4 2V5a1.5 1.5 0 0 1 3 0v6l6 1.5c1.5.5 2 1.5 2 3V21z',
}
