/** The verbs of secret votes; casting is none of them: it goes to the box itself. */
import { command } from '@/stream/commands'

export const adoptSecrecy = (meeting: string, citation: string, decidedOn: string) =>
  command(`/api/meetings/${meeting}/electronic-secrecy`, { citation, decided_on: decidedOn })
export const openSecretVote = (item: string, question: string, dossier: string | null) =>
  command(`/api/items/${item}/secret-votes`, { question, dossier })
export const beginCasting = (vote: string) => command(`/api/votes/${vote}/begin-casting`)
export const sealBox = (vote: string) => command(`/api/votes/${vote}/seal-box`)
export const openBox = (vote: string) => command(`/api/votes/${vote}/open-box`)
