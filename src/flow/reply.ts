import type { DeskCard } from './desk.ts'
import type { Locale } from './locale.ts'

/** One thing the person can press, or type the label of. */
export interface Choice {
  readonly id: string
  /** A verb phrase, title case where the language has it. */
  readonly label: string
  /** Other phrases that mean the same, as people type them. */
  readonly also: readonly string[]
}

/** A field of a card. What is typed into the card and what is typed into the chat mean the same. */
export interface Field {
  readonly id: 'country' | 'value'
  readonly kind: 'mobile' | 'code' | 'account-id' | 'server-ip' | 'email' | 'country'
  readonly label: string
  readonly placeholder: string
  /** For `country`: what can be picked; `value` is the calling code, such as `+86`. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** What it holds before anybody typed. */
  readonly initial: string | null
}

/** A card that asks for one value with more comfort than the message line gives. */
export interface Form {
  readonly fields: readonly Field[]
  readonly submit: string
}

/** A page to open: plain in the text and as a button. */
export interface Link {
  readonly label: string
  readonly url: string
}

/** What a prompt shows: a dialog's view of one waiting state. */
export interface View {
  /** What happened or what was wrong with the last answer; said before the question. */
  readonly notice: string | null
  readonly question: string
  /** The question in few words, for after a notice or a help text; null when it is short already. */
  readonly briefly: string | null
  readonly choices: readonly Choice[]
  readonly form: Form | null
  readonly link: Link | null
  /** Whether words that match nothing are an answer (a description) or a miss (a code, a choice). */
  readonly expects: 'value' | 'words' | 'choice'
  /** What *help* says here; the question is asked again after it. */
  readonly help: string
  /** What *why* says here: what is asked, what for, and how long it is kept. */
  readonly why: string
  /** What *status* says here. */
  readonly status: string
  /** Set where a person is being talked with: what was passed on to them is not answered by the assistant. */
  readonly isQuiet?: boolean
  /** Set when a person's own words are shown. */
  readonly isVerbatim?: boolean
}

/** Which question waits, as clients, tests and the page's progress line read it (design 4.5). */
export interface Step {
  readonly flow: string
  readonly prompt: string
  readonly stack: readonly string[]
  /** The number of this question in its conversation; a card answers the question it was made for. */
  readonly question: number
}

/** One message of the assistant, in words and before any channel's own form. */
export interface Said {
  readonly text: string
  readonly choices: readonly Choice[]
  readonly form: Form | null
  readonly link: Link | null
  readonly step: Step
  readonly locale: Locale
  /** For the people of support; left out of everything that users read. */
  readonly card?: DeskCard
  /** Holds a person's own words: shown as they are, no client may read marks or links into them. */
  readonly isVerbatim?: boolean
  /** Whose attention is wanted, beside the words. */
  readonly mention?: Mention
  /** An event that goes along, where the channel knows events (Bot Framework's handoff protocol). */
  readonly event?: ChatEvent
}

/** Somebody who can be called, in the kind of chat they are known from alone. */
export interface Mention {
  /** Bot Framework's channel id. */
  readonly chatChannel: string
  /** As that chat names them. */
  readonly id: string
  /** As the chat shows them, inert. */
  readonly name: string
}

/** An event activity: its name and what it tells. */
export interface ChatEvent {
  readonly name: 'handoff.initiate' | 'handoff.status'
  readonly value: Readonly<Record<string, string | number | boolean | null>>
  /** What was said so far, redacted, for whoever takes over; empty for none. */
  readonly transcript: readonly { readonly by: 'user' | 'bot'; readonly text: string }[]
}
