import { z } from 'zod'
import type { CaseTopic, Severity } from '../domain/support-case.ts'
import type { ReadonlyDeep } from './readonly-deep.ts'

/** The orders about one case. */
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

/** An order about one case. */
export type CaseVerb = (typeof caseVerbs)[number]

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

/** A press on a card of the desk as it came from the chat: checked before anything is done. */
export interface DeskPress {
  readonly verb: DeskVerb
  /** The case, or null for what concerns none. */
  readonly number: number | null
  /** The revision of the case that the card showed; the card of an older one changes nothing. */
  readonly revision: number | null
  readonly fields: Readonly<Record<string, string>>
}

/** The names a field of a desk's card may have. */
export const deskFieldIds = ['text', 'outcome', 'severity', 'name', 'until', 'step'] as const

const field = z.object({
  id: z.enum(deskFieldIds),
  kind: z.enum(['line', 'paragraph', 'choice']),
  label: z.string(),
  placeholder: z.string(),
  /** For `choice`. */
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  isRequired: z.boolean(),
})

/** What is to be filled in before a button of a desk's card is pressed. */
export type DeskField = ReadonlyDeep<z.infer<typeof field>>

const action = z.object({
  verb: z.enum(deskVerbs),
  label: z.string(),
  number: z.number().nullable(),
  revision: z.number().nullable(),
  fields: z.array(field),
  style: z.enum(['default', 'positive', 'destructive']),
})

/** A button of a desk's card; one with fields opens them first. */
export type DeskAction = ReadonlyDeep<z.infer<typeof action>>

const tone = z.enum(['default', 'good', 'warning', 'attention', 'subtle'])

/** How something on a card is meant; never by colour alone, the words say it too. */
export type DeskTone = z.infer<typeof tone>

const line = z.object({
  text: z.string(),
  /** Somebody else's text: shown as it is, without links or Markdown. */
  isQuoted: z.boolean(),
  tone,
})

/** One line of a card's section. */
export type DeskLine = ReadonlyDeep<z.infer<typeof line>>

const section = z.object({ heading: z.string(), lines: z.array(line) })

/** A part of a card under a heading of its own. */
export type DeskSection = ReadonlyDeep<z.infer<typeof section>>

/** The shape of {@link DeskCard}, for reading it back from a stored row. */
export const deskCardSchema = z.object({
  title: z.string(),
  subtitle: z.string().nullable(),
  tone,
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  sections: z.array(section),
  actions: z.array(action),
})

/** A card for the people of support, before any channel's own form. */
export type DeskCard = ReadonlyDeep<z.infer<typeof deskCardSchema>>

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
