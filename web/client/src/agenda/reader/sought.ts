/** What is looked for in the pages that are drawn; `nth`: which hit of this page one stands at. */
export interface Sought {
  query: string
  exact: boolean
  nth: number | null
}
