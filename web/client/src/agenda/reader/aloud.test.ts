import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { useAloud } from './aloud'

/** A speech that says what it is given at once, and remembers it. */
class Speech extends EventTarget {
  said: string[] = []
  voices: { lang: string }[] = [{ lang: 'en-GB' }, { lang: 'vi_VN' }]
  getVoices = () => this.voices
  cancel = vi.fn()
  pause = vi.fn()
  resume = vi.fn()
  speak(utterance: { text: string; onend?: () => void }) {
    this.said.push(utterance.text)
    queueMicrotask(() => utterance.onend?.())
  }
}
class Utterance {
  onend?: () => void
  constructor(readonly text: string) {}
}

let speech: Speech
beforeEach(() => {
  speech = new Speech()
  vi.stubGlobal('speechSynthesis', speech)
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
})
afterEach(() => vi.unstubAllGlobals())

function aloud(pages: (string | null)[]) {
  const turned: number[] = []
  let made!: ReturnType<typeof useAloud>
  createApp({
    setup() {
      made = useAloud(
        async (page) => pages[page - 1] ?? null,
        () => pages.length,
        (page) => turned.push(page),
      )
      return () => null
    },
  }).mount(document.createElement('div'))
  return { ...made, turned }
}

test('it reads from the page one is at, and turns the pages with it', async () => {
  const { start, state, turned } = aloud(['Một.', 'Hai.', 'Ba.'])

  await start(2)

  expect(speech.said).toEqual(['Hai.', 'Ba.'])
  expect(turned).toEqual([3])
  expect(state.value).toBe('off')
})

test('where the device has no Vietnamese voice it says so, and is silent', async () => {
  speech.voices = [{ lang: 'en-GB' }]
  const { start, state } = aloud(['Một.'])

  await start(1)

  expect([state.value, speech.said]).toEqual(['none', []])
})

test('a scan without words is said to have none', async () => {
  const { start, state } = aloud(['', null])

  await start(1)

  expect([state.value, speech.said]).toEqual(['empty', []])
})
