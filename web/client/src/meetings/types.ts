/** The resources of meetings, as meetings/resources.py shows them. Ids are strings on the wire. */
export type Role =
  | 'DELEGATE'
  | 'GUEST'
  | 'PRESIDING_OFFICER'
  | 'SECRETARY'
  | 'STAFF'
  | 'SITE'
  | 'TELLER'
  | 'OBSERVER'
  | 'DISPLAY'
  | 'ADMINISTRATOR'
  | 'CITIZEN'

export interface Meeting {
  id: string
  body: { id: string; name: string; kind: string; address_form: string }
  name: string
  kind: string
  place: string
  opens_on: string
  closes_on: string
  state: 'DRAFTED' | 'CONVENED' | 'UNDER_WAY' | 'CLOSED'
  presiding: string | null
  presiding_name: string
  profile: { id: string; citation_vi: string; citation_en: string }
  total: number
  elected: number
}
export interface Sitting {
  id: string
  no: number
  name: string
  held_on: string
  state: 'PLANNED' | 'OPEN' | 'ADJOURNED' | 'CLOSED'
  opened_at: string | null
  adjourned_at: string | null
  closed_at: string | null
  head_open: string | null
  head_close: string | null
}
export interface Quorum {
  sitting: string
  present: number
  in_hall: number
  remote: number
  total: number
  needed: number
  quorate: boolean
}
export interface Delegate {
  id: string
  name: string
  title: string
  group: number | null
  seat: number | null
  presidium: boolean
  status: 'ACTIVE' | 'SUSPENDED'
}
export interface Attendance {
  sitting: string
  person: string
  place: 'HALL' | 'REMOTE'
  arrived_at: string
  left_at: string | null
  present: boolean
  on_behalf: boolean
}
export interface Site {
  id: string
  name: string
  unit_code: string
  district: string
}
