/** The resources of the agenda, generated from agenda/resources.py. */
import type { components } from '@/stream/schema'

type Schemas = components['schemas']
export type Stage = Schemas['Stage']
export type Programme = Schemas['ProgrammeShape']
export type Item = Schemas['ItemShape']
export type Dossier = Schemas['DossierShape']
export type Paper = Schemas['DocumentShape']
