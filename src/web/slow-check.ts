import { isYoung } from '../domain/window-limit.ts'
import { isSameSecret } from '../domain/same-secret.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { ChallengeFor } from './human-challenge.ts'

/**
 * The human check of a browser that runs no script and so can do no work: it waits instead. Nothing is stored: the
 * ticket carries when it was issued, and our signature.
 */
export interface SlowCheck {
  /** A ticket for one link and source, from now on. @param now epoch ms */
  begin(asked: ChallengeFor, now: number): string
  /** Milliseconds still to wait with this ticket; null for one that is not of this link and source, or too old. */
  waits(asked: ChallengeFor, ticket: string, now: number): number | null
}

/** Between the machines' price for the usual check, about a second of work, and what a person bears. */
export const slowWaitMs = 20_000
const ticketLivesMs = 10 * 60_000

/** Makes and checks the tickets. */
export function createSlowCheck({
  sealer,
}: {
  readonly sealer: Pick<Sealer, 'handle'>
}): SlowCheck {
  const sign = ({ token, source }: ChallengeFor, at: string): string =>
    sealer.handle('human-check', 'slow', token, source, at)
  return {
    begin: (asked, now) => `${now}.${sign(asked, String(now))}`,
    waits: (asked, ticket, now) => {
      const [at = '', signature = ''] = ticket.split('.')
      if (!isSameSecret(signature, sign(asked, at))) return null
      const issuedAt = Number(at)
      if (!isYoung(issuedAt, { now, windowMs: ticketLivesMs })) return null
      return Math.max(0, issuedAt + slowWaitMs - now)
    },
  }
}
