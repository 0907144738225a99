import type { Locale } from '../flow/locale.ts'
import type { InboxEntry, Simulation } from '../ports/messenger.ts'
import type { Texts } from './texts.en.ts'

/** What the inbox shows. */
export interface InboxView {
  readonly locale: Locale
  /** The query of the page's address, which its forms keep. */
  readonly query: URLSearchParams
  readonly to: string | null
  readonly search: string
  /** Whether the messages of one number are shown as its phone shows them. */
  readonly isPhone: boolean
  /** Epoch ms. */
  readonly now: number
  /** IANA name of the zone that times are told in until the page's script shows the reader's own. */
  readonly timeZone: string
  readonly recipients: readonly string[]
  /** The kinds of messages there have been. */
  readonly templates: readonly string[]
  /** What was found, in the order it was sent. */
  readonly entries: readonly InboxEntry[]
  readonly simulations: readonly Simulation[]
}

/** The texts of the inbox. */
export type InboxWords = Texts['inbox']

/** What a kind of message is called; a kind that this page does not know has its template's name. */
export function kindName(template: string, { kinds }: InboxWords): string {
  const names: Readonly<Record<string, string>> = kinds
  return Object.hasOwn(names, template) ? (names[template] ?? template) : template
}

/** Where the inbox is. */
export const inboxRoot = '/dev/inbox'

/** The page's address with some of its query changed; an empty value leaves it out. */
export function address(
  { query }: InboxView,
  change: Readonly<Record<string, string>>,
  at = inboxRoot,
): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text === '' ? at : `${at}?${text}`
}
