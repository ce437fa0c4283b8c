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
