/** The devices on which papers of the meeting may be kept, for the desk. */
import { request } from '@/stream/http'
import type { components } from '@/stream/schema'

export type Device = components['schemas']['DeviceShown']

/** Ends its sessions, and has it destroy what it keeps when it is next heard of. Raises Refusal, Unreachable. */
export const cutOff = (device: string, meeting: string) =>
  request<Device>(`/api/devices/${device}/cut-off`, { method: 'POST', body: { meeting: Number(meeting) } })
