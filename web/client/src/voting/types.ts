/** The resources of voting, generated from voting/resources.py. */
import type { components } from '@/stream/schema'

type Schemas = components['schemas']
export type Choice = Schemas['Choice']
export type Vote = Schemas['VoteShape']
export type Verdict = NonNullable<Vote['verdict']>
export type Form = Vote['form']
export type HandCount = Schemas['HandCountShape']
export type Turnout = Schemas['TurnoutShape']
export type Ballot = Schemas['BallotShape']
