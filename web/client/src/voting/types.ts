/** The resources of voting, as voting/resources.py shows them. */
export type Choice = 'YES' | 'NO' | 'ABSTAIN'

export interface Verdict {
  passed: boolean
  needed: number
  total: number
  present: number
  yes: number
  no: number
  abstain: number
  not_cast: number
  absent: number
  not_eligible: number
  pct_of_total: string
  pct_of_present: string
  sentence_vi: string
  sentence_en: string
  citation_vi: string
  citation_en: string
}
export interface Vote {
  id: string
  sitting: string
  item: string
  dossier: string | null
  question: string
  form: 'OPEN'
  rule: string
  choices: Choice[]
  state: 'OPEN' | 'CLOSED' | 'CANCELLED'
  opened_at: string
  closed_at: string | null
  total: number
  present: number
  entitled: number
  verdict: Verdict | null
  reason: string
  entitled_ids?: string[]
  named?: Record<string, Choice>
}
export interface Turnout {
  vote: string
  cast: number
  entitled: number
  waiting?: string[]
}
export interface Ballot {
  vote: string
  choice: Choice
  at: string
  changes: number
}
