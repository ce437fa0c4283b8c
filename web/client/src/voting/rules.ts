/** By which rules a body decides in the open; what they ask for, the server knows. */
const OF: Record<string, readonly string[]> = {
  PEOPLES_COUNCIL: [
    'HDND.RESOLUTION',
    'HDND.POINT',
    'HDND.AGENDA',
    'HDND.AGENDA_CHANGE',
    'HDND.PROCEDURE',
    'HDND.PUBLIC_CLOSED',
    'HDND.CONFIRMATION',
    'HDND.CANDIDATES',
    'HDND.RECALL_DELEGATE',
    'HDND.VOTE_AGAIN',
  ],
  PEOPLES_COMMITTEE: ['UBND.DECISION'],
  PROVINCIAL_PARTY_COMMITTEE: ['PARTY.RESOLUTION', 'PARTY.AGENDA', 'PARTY.PROCEDURE'],
}
export const VOTE_AGAIN = 'HDND.VOTE_AGAIN'
/** A tie of a People's Committee goes with its chair: it must be known who chose what. */
const NAMED_ONLY = new Set(['UBND.DECISION'])

export const rulesOf = (bodyKind: string): readonly string[] => OF[bodyKind] ?? []
export const formsOf = (rule: string): readonly ('OPEN' | 'HANDS')[] =>
  NAMED_ONLY.has(rule) ? ['OPEN'] : ['OPEN', 'HANDS']
/** As a key of the words: a dot would part it. */
export const wordOf = (rule: string): string => rule.replace('.', '_')
