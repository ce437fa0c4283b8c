/** The verbs of meetings. */
import { command } from '@/stream/commands'

export const convene = (meeting: string) => command(`/api/meetings/${meeting}/convene`)
export const closeMeeting = (meeting: string) => command(`/api/meetings/${meeting}/close`)
export const openSitting = (sitting: string) => command(`/api/sittings/${sitting}/open`)
export const adjournSitting = (sitting: string) => command(`/api/sittings/${sitting}/adjourn`)
export const resumeSitting = (sitting: string) => command(`/api/sittings/${sitting}/resume`)
export const closeSitting = (sitting: string) => command(`/api/sittings/${sitting}/close`)
export const checkIn = (sitting: string, person?: string) =>
  command(`/api/sittings/${sitting}/check-in`, person ? { person } : {})
export const leave = (sitting: string, person?: string) =>
  command(`/api/sittings/${sitting}/leave`, person ? { person } : {})

export type SpeechKind = 'DISCUSSION' | 'QUESTION' | 'DEBATE' | 'MOTION'
export const askToSpeak = (meeting: string, asked: { kind: SpeechKind; subject?: string; topic?: string }) =>
  command(`/api/meetings/${meeting}/speech-requests`, asked)
export const withdrawRequest = (request: string) => command(`/api/speech-requests/${request}/withdraw`)
export const giveFloor = (request: string) => command(`/api/speech-requests/${request}/give-floor`)
export const extendSpeech = (speech: string, seconds: number) =>
  command(`/api/speeches/${speech}/extend`, { seconds })
export const endSpeech = (speech: string) => command(`/api/speeches/${speech}/end`)
