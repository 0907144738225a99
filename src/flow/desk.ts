import type { CaseTopic, Severity } from '../domain/support-case.ts'

/** What an agent can ask for that concerns one case. */
export const caseVerbs = [
  'show',
  'take',
  'assign',
  'release',
  'reply',
  'ask',
  'note',
  'offer',
  'severity',
  'snooze',
  'wait',
  'resolve',
  'reopen',
  'transcript',
  'recover',
  'approve',
  'refuse',
] as const

/** Everything an agent can ask for at a desk, by button and by typed command alike. */
export const deskVerbs = [
  'register',
  'unregister',
  'self-test',
  'help',
  'language',
  'role',
  'cases',
  'search',
  'counts',
  'export',
  ...caseVerbs,
] as const

export type DeskVerb = (typeof deskVerbs)[number]

/** A press on a card of the desk, as it came back from the chat; nothing in it is believed before it is checked. */
export interface DeskPress {
  readonly verb: DeskVerb
  /** The case, or null for what concerns none. */
  readonly number: number | null
  /** Which state of the case the card showed; a card of an older one moves nothing. */
  readonly revision: number | null
  readonly fields: Readonly<Record<string, string>>
}

/** The names a field of a desk's card may have. */
export const deskFieldIds = ['text', 'outcome', 'severity', 'name', 'until', 'step'] as const

/** What is to be filled in before a button of a desk's card is pressed. */
export interface DeskField {
  readonly id: (typeof deskFieldIds)[number]
  readonly kind: 'line' | 'paragraph' | 'choice'
  readonly label: string
  readonly placeholder: string
  /** For `choice`. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly isRequired: boolean
}

/** A button of a desk's card; one with fields opens them first. */
export interface DeskAction {
  readonly verb: DeskVerb
  readonly label: string
  readonly number: number | null
  readonly revision: number | null
  readonly fields: readonly DeskField[]
  readonly style: 'default' | 'positive' | 'destructive'
}

/** How something on a card is meant; never by colour alone, the words say it too. */
export type DeskTone = 'default' | 'good' | 'warning' | 'attention' | 'subtle'

/** One line of a card's section. `quoted` is somebody else's text: shown as it is, and nothing in it is a link or a mark. */
export interface DeskLine {
  readonly text: string
  readonly isQuoted: boolean
  readonly tone: DeskTone
}

/** A part of a card under a heading of its own. */
export interface DeskSection {
  readonly heading: string
  readonly lines: readonly DeskLine[]
}

/** A card for the people of support, before any channel's own form. */
export interface DeskCard {
  readonly title: string
  readonly subtitle: string | null
  readonly tone: DeskTone
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly sections: readonly DeskSection[]
  readonly actions: readonly DeskAction[]
}

/** Which cases a desk is told of; an empty list takes all of them. */
export interface DeskInterest {
  readonly topics: readonly CaseTopic[]
  readonly severities: readonly Severity[]
}

/** What a desk needs to know of a turn beside its words. */
export interface GroupTurn {
  /** The conversation without a thread: a Teams channel has one id for each of its threads. */
  readonly room: string
  /** The conversation id of the thread it was said in, or null outside of any. */
  readonly thread: string | null
  /** What the channel calls the sender; nothing is believed for it. */
  readonly name: string
  /** A press on a card of the desk. */
  readonly press: DeskPress | null
  /** True in the built-in agent window, whose own token let the sender in; otherwise the chat's service is asked. */
  readonly isOwnDesk: boolean
  /** A `handoff.status` event (Bot Framework's handoff protocol): the case's number and its new state. */
  readonly handoff: {
    readonly number: number
    readonly state: 'accepted' | 'failed' | 'completed'
  } | null
}
