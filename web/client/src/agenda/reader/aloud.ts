/** The paper read aloud by the browser's own speech, in Vietnamese where this device has such a voice. */
import { onBeforeUnmount, ref } from 'vue'
import { paragraphs, spoken } from './paragraphs'

/** `none`: this device has no Vietnamese voice; `empty`: the page has no words that could be read. */
export type Speaking = 'off' | 'on' | 'paused' | 'none' | 'empty'

const PATIENCE = 1_500

/** Voices come late in some browsers: after an event, or never. */
export async function vietnameseVoice(speech: SpeechSynthesis): Promise<SpeechSynthesisVoice | null> {
  const find = () => speech.getVoices().find(({ lang }) => /^vi\b/i.test(lang.replace('_', '-'))) ?? null
  if (speech.getVoices().length) return find()
  await new Promise<void>((resolve) => {
    const timer = window.setTimeout(resolve, PATIENCE)
    speech.addEventListener?.('voiceschanged', () => (window.clearTimeout(timer), resolve()), { once: true })
  })
  return find()
}

export function useAloud(
  words: (page: number) => Promise<string | null>,
  pages: () => number,
  turnTo: (page: number) => void,
) {
  const state = ref<Speaking>('off')
  /** What is being read: its page, and which paragraph of it. */
  const page = ref(0)
  const paragraph = ref(-1)
  const speech = window.speechSynthesis as SpeechSynthesis | undefined
  let turn = 0

  const say = (text: string, voice: SpeechSynthesisVoice) =>
    new Promise<boolean>((resolve) => {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.voice = voice
      utterance.lang = voice.lang
      utterance.onend = () => resolve(true)
      utterance.onerror = () => resolve(false)
      speech?.speak(utterance)
    })

  async function start(from: number): Promise<void> {
    const mine = ++turn
    speech?.cancel()
    const voice = speech ? await vietnameseVoice(speech) : null
    if (mine !== turn) return
    state.value = voice ? 'on' : 'none'
    if (!voice) return
    let read = false
    for (let at = from; at <= pages(); at++) {
      const text = await words(at)
      if (mine !== turn) return
      page.value = at
      if (at !== from) turnTo(at)
      for (const [index, each] of paragraphs(text ?? '').entries()) {
        paragraph.value = index
        for (const piece of spoken(each)) {
          read = true
          const whole = await say(piece, voice)
          if (mine !== turn) return
          if (!whole) return stop()
        }
      }
    }
    stop()
    if (!read) state.value = 'empty'
  }

  function pause(): void {
    speech?.pause()
    state.value = 'paused'
  }
  function resume(): void {
    speech?.resume()
    state.value = 'on'
  }
  function stop(): void {
    turn++
    speech?.cancel()
    state.value = 'off'
    paragraph.value = -1
  }
  /** One turned the page while it reads: it reads on from there. */
  function turned(to: number): void {
    if (state.value === 'on' && to !== page.value) void start(to)
  }
  onBeforeUnmount(() => {
    if (state.value === 'on' || state.value === 'paused') stop()
  })
  return { state, page, paragraph, start, pause, resume, stop, turned }
}
