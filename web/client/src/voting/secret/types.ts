/** The resources of secret votes, generated from voting/ballotbox.py and voting/secret_api.py. */
import type { components } from '@/stream/schema'

type Schemas = components['schemas']
export type Poll = Schemas['SecretPollShape']
export type Box = Schemas['BoxShown']
