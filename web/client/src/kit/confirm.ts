/** Asking before what cannot be taken back: `if (await confirm({...})) …`. Shown by `ConfirmHost`. */
import { shallowRef } from 'vue'

export interface Question {
  title: string
  text?: string
  yes: string
  no?: string
  /** Ask for a sentence as well, such as the reason of a cancellation; it may not be empty. */
  reason?: string
}
export interface Asked extends Question {
  answer: (value: string | null) => void
}
export const asked = shallowRef<Asked | null>(null)

function ask(question: Question): Promise<string | null> {
  asked.value?.answer(null)
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (value) => {
        asked.value = null
        resolve(value)
      },
    }
  })
}

export async function confirm(question: Question): Promise<boolean> {
  return (await ask(question)) !== null
}

/** The reason that was given, or null when the person turned back. */
export function askReason(question: Question & { reason: string }): Promise<string | null> {
  return ask(question)
}
