import { z } from 'zod'
import type { Answers } from './concern.ts'
import { deskCardSchema } from './desk.ts'
import { locales } from './locale.ts'
import type { ReadonlyDeep } from './readonly-deep.ts'

const choice = z.object({
  id: z.string(),
  /** A verb phrase, title case where the language has it. */
  label: z.string(),
  /** Other phrases that mean the same, as people type them; of a message that was kept there are none. */
  also: z.array(z.string()).default([]),
})

/** One thing the person can press, or type the label of. */
export type Choice = ReadonlyDeep<z.infer<typeof choice>>

const field = z.object({
  id: z.enum(['country', 'value']),
  kind: z.enum(['mobile', 'code', 'account-id', 'account-name', 'server-ip', 'email', 'country']),
  label: z.string(),
  placeholder: z.string(),
  /** For `country`: what can be picked; `value` is the calling code, such as `+86`. */
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  /** What it holds before anybody typed. */
  initial: z.string().nullable(),
})

/** A field of a card. What is typed into the card and what is typed into the chat mean the same. */
export type Field = ReadonlyDeep<z.infer<typeof field>>

const form = z.object({ fields: z.array(field), submit: z.string() })

/** A card that asks for one value with more comfort than the message line gives. */
export type Form = ReadonlyDeep<z.infer<typeof form>>

const link = z.object({ label: z.string(), url: z.string() })

/** A page to open: plain in the text and as a button. */
export type Link = ReadonlyDeep<z.infer<typeof link>>

const step = z.object({
  flow: z.string(),
  prompt: z.string(),
  stack: z.array(z.string()),
  /** The flow that has just come to what it is for; left out while one runs, and after any other end. */
  done: z.string().optional(),
  /** The number of this question in its conversation; a card answers the question it was made for. */
  question: z.number(),
})

/** Which question waits, as clients, tests and the page's progress line read it (design 4.5). */
export type Step = ReadonlyDeep<z.infer<typeof step>>

const heardAs = z.object({
  kind: z.enum([
    'flow',
    'situation',
    'command',
    'choice',
    'value',
    'secret',
    'smalltalk',
    'unclear',
    'unknown',
  ]),
  ids: z.array(z.string()),
})

/** What typed words were taken for; for `unclear` what was asked about (design 4.5). */
export type HeardAs = ReadonlyDeep<z.infer<typeof heardAs>>

const mention = z.object({
  /** Bot Framework's channel id; somebody can be mentioned in that channel alone. */
  chatChannel: z.string(),
  /** The user id of that channel. */
  id: z.string(),
  /** As the chat shows them, inert. */
  name: z.string(),
})

/** Somebody to be notified by a mention. */
export type Mention = ReadonlyDeep<z.infer<typeof mention>>

const chatEvent = z.object({
  name: z.enum(['handoff.initiate', 'handoff.status']),
  value: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** What was said so far, redacted, for whoever takes over; empty for none. */
  transcript: z.array(z.object({ by: z.enum(['user', 'bot']), text: z.string() })),
})

/** An event activity: its name and what it tells. */
export type ChatEvent = ReadonlyDeep<z.infer<typeof chatEvent>>

/** The shape of {@link Said}, for reading it back from a stored row. */
export const saidSchema = z.object({
  text: z.string(),
  choices: z.array(choice),
  form: form.nullable(),
  link: link.nullable(),
  step,
  locale: z.enum(locales),
  /** Left out when nothing was typed. */
  heard: heardAs.optional(),
  /** For the people of support; left out of everything that users read. */
  card: deskCardSchema.optional(),
  /** Holds a person's own words: clients must not read Markdown or links in them. */
  isVerbatim: z.boolean().optional(),
  /** Whose attention is wanted, beside the words. */
  mention: mention.optional(),
  /** An event that goes along, where the channel knows events (Bot Framework's handoff protocol). */
  event: chatEvent.optional(),
  /**
   * How long until the choice `resend` does something, in steps of five seconds; told with the message that was just sent,
   * and whenever another one is asked for too early.
   */
  resendInSeconds: z.number().optional(),
  /** Set when another one was asked for too early. */
  isTooEarly: z.boolean().optional(),
})

/** One message of the assistant, in words and before any channel's own form. */
export type Said = ReadonlyDeep<z.infer<typeof saidSchema>>

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
  /** What is said to questions and doubts that are no answer; left out for nothing of its own. */
  readonly answers?: Answers
  /** Set where a person is being talked with: what was passed on to them is not answered by the assistant. */
  readonly isQuiet?: boolean
  /** Set when a person's own words are shown. */
  readonly isVerbatim?: boolean
  /** Set where the question shows how things stand: to ask about that begins nothing, and is told as an answer. */
  readonly isOverview?: boolean
  /** From when on the choice `resend` does something, epoch ms; told together with the notice that it is too early. */
  readonly resendAt?: number | null
}
