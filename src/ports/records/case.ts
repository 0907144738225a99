import type { Locale } from '../../flow/locale.ts'

/** One person's problem, handed to people. */
export interface CaseRow {
  readonly number: number
  /** The conversation it came from. */
  readonly conversation: string
  readonly state: 'new'
  readonly locale: Locale
  /** The flow the person turned from, or null. */
  readonly from: string | null
  /** What the person wrote, oldest first; inert text, codes removed. */
  readonly problems: readonly { readonly at: number; readonly text: string }[]
  readonly openedAt: number
}
