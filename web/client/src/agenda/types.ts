/** The resources of the agenda, as agenda/resources.py shows them. */
export type Stage = 'PRESENTED' | 'EXAMINED' | 'DISCUSSED' | 'INTAKE' | 'DECIDED'

export interface Item {
  id: string
  parent: string | null
  position: number
  no: string
  day: number
  starts_at: string | null
  minutes: number
  kind: string
  title: string
  presenter: string
  state: 'PLANNED' | 'CURRENT' | 'DONE'
  vote_form: 'OPEN' | 'SECRET_PAPER' | null
  vote_rule: string | null
  dossiers: { dossier: string; stage: Stage }[]
  rev: number
}
export interface Dossier {
  id: string
  no: string
  title: string
  legal_normative: boolean
  examined_by: string
  rev: number
}
export interface Paper {
  id: string
  item: string | null
  dossier: string | null
  kind: string
  number: string
  dated: string | null
  issuer: string
  title: string
  pages: number
  size: number
  version: number
  circulation: 'PUBLIC' | 'DELEGATES_ONLY'
  state: 'DRAFT' | 'PUBLISHED'
  late: boolean
  published_at: string | null
  sha256: string
}
export interface Programme {
  id: string
  published_at: string | null
}
