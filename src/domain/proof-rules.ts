import type { ChannelName } from './account.ts'

/**
 * How a session was opened: by email and password; by a code to the recovery mobile or the recovery email; by the link
 * that was mailed to the login email; or by two agents of support.
 */
export type SessionMethod =
  | 'password'
  | 'recovery-mobile-code'
  | 'recovery-email-code'
  | 'mailbox-link'
  | 'support-grant'

/** A channel whose code proves an account's owner; contact channels and the login email never do (S2, S3). */
export type ProvingChannel = Extract<ChannelName, 'recoveryMobile' | 'recoveryEmail'>

/** What nobody may do by one method alone. */
export type ProtectedStep =
  | 'change-password'
  | 'reset-password'
  | 'change-contact'
  | 'change-recovery'
  | 'bind-email'

type Proving = Readonly<Record<ProtectedStep, readonly ProvingChannel[]>>

/** In a chat that is signed in. A password is reset on its page alone. */
const inChat = (channels: readonly ProvingChannel[]): Proving => ({
  'change-password': channels,
  'reset-password': [],
  'change-contact': channels,
  'change-recovery': channels,
  'bind-email': channels,
})

/** On the page of a reset, which does nothing else. */
const onPage = (channels: readonly ProvingChannel[]): Proving => ({
  ...inChat([]),
  'reset-password': channels,
})

/** After two agents agreed the grant itself is the proof, so no code stands in for it. */
const proving: Readonly<Record<SessionMethod, Proving>> = {
  password: inChat(['recoveryMobile', 'recoveryEmail']),
  'recovery-mobile-code': inChat(['recoveryEmail']),
  'recovery-email-code': inChat(['recoveryMobile']),
  'mailbox-link': onPage(['recoveryMobile', 'recoveryEmail']),
  'support-grant': onPage([]),
}

/**
 * The channels that may prove a session's owner for a step, the first choice first: never the method that opened the
 * session, so that one number or one mailbox alone changes nothing (NIST SP 800-63B-4 section 4.2.2.2: two codes by
 * different methods).
 *
 * @param openedBy undefined for a session of an earlier version, in which nothing proves anything
 */
export function channelsProving(
  openedBy: SessionMethod | undefined,
  step: ProtectedStep,
): readonly ProvingChannel[] {
  return openedBy === undefined ? [] : proving[openedBy][step]
}

/** A proof of identity that was given in a session. */
export interface GivenProof {
  readonly by: ProvingChannel
  readonly step: ProtectedStep
  /** Epoch ms. */
  readonly at: number
}

/** How long a proof counts once more (security defaults, section 6). */
const freshMs = 10 * 60_000

/** Where messages go is the least that is protected; what opens a reset or signs in weighs more. */
const strengthOf = (step: ProtectedStep): number => (step === 'change-contact' ? 1 : 2)

/** Whether a proof counts for another step as well: a fresh one, given for a step of the same or a greater strength. */
export function countsAgain(given: GivenProof, step: ProtectedStep, now: number): boolean {
  const age = now - given.at
  return age >= 0 && age < freshMs && strengthOf(step) <= strengthOf(given.step)
}
