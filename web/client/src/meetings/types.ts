/** The resources of meetings, generated from meetings/resources.py. Ids are strings on the wire. */
import type { components } from '@/stream/schema'

type Schemas = components['schemas']
export type Role = Schemas['Role']
export type Meeting = Schemas['MeetingShape']
export type Sitting = Schemas['SittingShape']
export type Quorum = Schemas['QuorumShape']
export type Delegate = Schemas['DelegateShape']
export type Attendance = Schemas['AttendanceShape']
export type Site = Schemas['SiteShape']
export type Speech = Schemas['SpeechShape']
export type SpeechRequest = Schemas['SpeechRequestShape']
