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
export type Paper = NonNullable<Vote['paper']>
export type Outcome = NonNullable<Vote['outcome']>
export type LineOutcome = Outcome['lines'][number]
export type TellersBoard = Schemas['TellersBoardShape']
export type TallyState = Schemas['TallyShape']
