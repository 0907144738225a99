import { z } from 'zod'
import type { CaseTopic, Severity } from '../domain/support-case.ts'

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

const action = z.object({
  verb: z.enum(deskVerbs),
  label: z.string(),
  number: z.number().nullable(),
  revision: z.number().nullable(),
  /** Asked for before the button counts as pressed. */
  fields: z.array(field),
  style: z.enum(['default', 'positive', 'destructive']),
})

/** Never told by colour alone: the words say it too. */
const tone = z.enum(['default', 'good', 'warning', 'attention', 'subtle'])

/** `isQuoted`: somebody else's text, shown as it is, with no link and no markup in it. */
const line = z.object({ text: z.string(), isQuoted: z.boolean(), tone })

/** Reads a card of the desk back from where it was kept. */
export const deskCardSchema = z.object({
  title: z.string(),
  subtitle: z.string().nullable(),
  tone,
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  sections: z.array(z.object({ heading: z.string(), lines: z.array(line) })),
  actions: z.array(action),
})

type Unchanging<Value> = Value extends object
  ? { readonly [Key in keyof Value]: Unchanging<Value[Key]> }
  : Value

/** A card for the people of support, before any channel's own form. */
export type DeskCard = Unchanging<z.output<typeof deskCardSchema>>

/** A part of a card under its own heading. */
export type DeskSection = DeskCard['sections'][number]

/** One line of a card's section. */
export type DeskLine = DeskSection['lines'][number]

/** How something on a card is meant. */
export type DeskTone = DeskCard['tone']

/** A button of a desk's card. */
export type DeskAction = DeskCard['actions'][number]

/** What is to be filled in before a button of a desk's card is pressed. */
export type DeskField = DeskAction['fields'][number]

/** Which cases a desk is told of; an empty list takes all of them. */
export interface DeskInterest {
  readonly topics: readonly CaseTopic[]
  readonly severities: readonly Severity[]
}
