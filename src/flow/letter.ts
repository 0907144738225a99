import { z } from 'zod'
import { channelNames } from '../domain/account.ts'
import { codePurposes } from './code.ts'
import type { Locale } from './locale.ts'

/** What is known about an account and may be told to its bound number (S35); never a password. */
const accountFacts = z.object({
  id: z.string(),
  /** Masked, or null when none is bound. */
  loginEmail: z.string().nullable(),
  signedUpWith: z.string().nullable(),
})

export type AccountFacts = Readonly<z.infer<typeof accountFacts>>

/** Where to say that a change was somebody else's: null in a text; whether that only reports and restores nothing. */
const objection = { url: z.string().nullable(), reports: z.boolean().default(false) }

/** A letter with what it is made of, as it waits in the outbox. Times are epoch ms, lifetimes ms. */
export const letterSchema = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('code'),
    purpose: z.enum(codePurposes),
    code: z.string(),
    lifetimeMs: z.number(),
  }),
  z.object({
    template: z.literal('account-information'),
    accounts: z.array(accountFacts).readonly(),
  }),
  z.object({ template: z.literal('reset-password'), url: z.string(), lifetimeMs: z.number() }),
  z.object({ template: z.literal('password-changed'), ...objection, at: z.number() }),
  z.object({
    template: z.literal('channel-changed'),
    channel: z.enum(channelNames),
    ...objection,
    at: z.number(),
  }),
  /** Somebody asked for a reset of an account that is frozen. */
  z.object({ template: z.literal('account-frozen'), until: z.number() }),
  z.object({
    template: z.literal('confirm-channel'),
    url: z.string(),
    code: z.string(),
    codeLifetimeMs: z.number(),
    linkLifetimeMs: z.number(),
  }),
  /** Somebody else wants to sign in with this address. */
  z.object({ template: z.literal('email-claimed'), at: z.number() }),
  /** Too many wrong entries were made with this login email. */
  z.object({ template: z.literal('sign-in-locked'), until: z.number() }),
  /** A person of support waits for an answer in the chat that the link leads back to. */
  z.object({ template: z.literal('support-waiting'), number: z.number(), url: z.string() }),
  /** People are about to open a way back; the link, which a text does not carry, stops it. */
  z.object({
    template: z.literal('recovery-announced'),
    url: z.string().nullable(),
    readyAt: z.number(),
  }),
  z.object({
    template: z.literal('channel-reminder'),
    channel: z.enum(['contactMobile', 'contactEmail']),
    /** The channel that waits, masked for its owner. */
    mask: z.string(),
  }),
])

/** A text with what it is made of; its words come from the catalogues when it is sent. */
export type Letter = z.infer<typeof letterSchema>

/** A letter in words. */
export interface WrittenLetter {
  /** Null for `sms`. */
  readonly subject: string | null
  readonly text: string
  /** The same as `text` for mail programs that show more; null for `sms` and where there is no more to show. */
  readonly html: string | null
}

/** How a letter goes, and in which language. */
export interface LetterGoing {
  readonly medium: 'sms' | 'email'
  readonly locale: Locale
}

/** Makes the words of a letter, for the medium it goes by. */
export type LetterWriter = (letter: Letter, going: LetterGoing) => WrittenLetter
