import type { TrailMark } from '../../src/domain/trail.ts'

/** One thing that happened, at a minute of a made-up day; what is not named is as in a retrieval by mobile. */
export function mark(minute: number, given: Partial<TrailMark> = {}): TrailMark {
  return {
    at: minute * 60_000,
    flow: 'retrieve-account',
    effect: 'code.check',
    answer: 'code.refused',
    by: 'mobile',
    way: null,
    mask: '+86 13•••••••00',
    sealed: null,
    ...given,
  }
}

/** The own account's code by mail, and what came of it. */
export const byMail = (minute: number, answer = 'code.refused'): TrailMark =>
  mark(minute, { flow: 'reset-password', by: 'own', way: 'recoveryEmail', answer })
