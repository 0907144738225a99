import type { VariableName } from './environment.ts'

/** A limit of the recovery policy: its default, and the bounds that production never leaves. */
export interface Limit {
  readonly fallback: number
  /** Inclusive. */
  readonly from: number
  /** Inclusive. */
  readonly to: number
  /** Why the bounds are where they are, as the refusal tells it. */
  readonly because: string
}

const limit = (fallback: number, [from, to]: [number, number], because: string): Limit => ({
  fallback,
  from,
  to,
  because,
})

/**
 * The limits of the recovery policy with their hard bounds. NIST SP 800-63B-4 section 3.1.3 (codes), 3.2.2 (failures);
 * OWASP ASVS 5.0 6.5.5 (lifetimes). Outside production the bounds do not count, so that a test can wait for nothing.
 */
export const limits = {
  CODE_LIFETIME_SECONDS: limit(300, [30, 600], 'a code sent out of band dies within ten minutes'),
  CODE_MAX_ATTEMPTS: limit(5, [1, 10], 'six digits stand ten guesses at most'),
  CODE_RESEND_SECONDS: limit(60, [1, 3600], 'each message costs money and somebody’s patience'),
  LINK_LIFETIME_MINUTES: limit(30, [1, 60], 'a link in a mailbox is a key under the mat'),
  FLOW_IDLE_MINUTES: limit(10, [1, 30], 'a flow ends after 30 minutes whatever happens'),
  SESSION_IDLE_MINUTES: limit(15, [1, 60], 'somebody else may sit down at the same chat'),
  ACCOUNT_FAILURES_PER_DAY: limit(
    10,
    [1, 100],
    'a hundred failures in a row are the most an account may stand',
  ),
  DIRECTORY_TRIES: limit(3, [0, 3], 'the fourth wrong entry needs a code anyhow'),
  SENDS_PER_NUMBER_PER_HOUR: limit(5, [1, 10], 'ten a day is the most one number ever gets'),
  HOLD_HOURS: limit(24, [1, 168], 'a channel just added must not open the account at once'),
  UNDO_HOURS: limit(72, [1, 168], 'an owner needs time to see the notice of a change'),
} as const satisfies { readonly [Name in VariableName]?: Limit }

/** The name of a variable that sets a limit. */
export type LimitName = keyof typeof limits

/** Whether a variable of this name sets a limit. */
export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(limits, name)
}

/** What each limit says that lies beyond its hard bounds; empty when all are inside or unset. */
export function beyondBounds(
  values: Readonly<Partial<Record<LimitName, number | undefined>>>,
): readonly string[] {
  return Object.keys(limits)
    .filter(isLimitName)
    .flatMap((name) => {
      const value = values[name]
      const { from, to, because } = limits[name]
      if (value === undefined || (value >= from && value <= to)) return []
      return [
        `${name} is "${value}": in production it must be a whole number from ${from} to ${to} (${because})`,
      ]
    })
}
