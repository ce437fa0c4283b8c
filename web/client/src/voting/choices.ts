/** Each choice by sign and colour; always with its words. */
import type { Choice } from './types'

export const SIGN: Record<Choice, string> = { YES: '✓', NO: '✕', ABSTAIN: '–' }
