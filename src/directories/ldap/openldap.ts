import { Attribute, BerWriter, Change, EqualityFilter, NotFilter, type Client } from 'ldapts'
import { dayMs } from '../../domain/durations.ts'
import type { DirectoryOutcome, PasswordRefusal } from '../../ports/directory.ts'
import type { RawEntry } from './attributes.ts'
import { PasswordPolicyControl } from './controls.ts'
import { passwordOutcome, type LdapKind } from './kind.ts'
import { codeOf, isRefusal, resultCode, wordsOf } from './outage.ts'
import { generalizedTimeMs } from './times.ts'

const passwordModify = '1.3.6.1.4.1.4203.1.11.1'
const userIdentity = 0x80
const newPassword = 0x82

/** Errors of the password policy control (draft-behera-ldap-password-policy-10, section 6.2). */
const policyError = { passwordExpired: 0, accountLocked: 1, mustBeChanged: 2 } as const

const refusals: ReadonlyMap<number, PasswordRefusal> = new Map([
  [3, 'policy'],
  [5, 'too-simple'],
  [6, 'too-short'],
  [7, 'too-young'],
  [8, 'used-before'],
])

const signs: readonly (readonly [RegExp, PasswordRefusal])[] = [
  [/history/i, 'used-before'],
  [/too short/i, 'too-short'],
  [/too young/i, 'too-young'],
  [/quality/i, 'too-simple'],
]

/** A lock that no time opens: an administrator has set it. */
const lockedForGood = '000001010000Z'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function isExpired(entry: RawEntry, now: number): boolean {
  const end = generalizedTimeMs(entry.texts('pwdEndTime')[0])
  // Days since 1970 of a Unix account (RFC 2307); -1 is never.
  const days = Number(entry.texts('shadowExpire')[0] ?? -1)
  return (end !== null && end <= now) || (days >= 0 && days * dayMs <= now)
}

function identityAndPassword(dn: string, password: string): Buffer {
  const value = new BerWriter()
  value.startSequence()
  value.writeString(dn, userIdentity)
  value.writeString(password, newPassword)
  value.endSequence()
  return value.buffer
}

async function setPassword(
  client: Client,
  dn: string,
  password: string,
): Promise<DirectoryOutcome> {
  const policy = new PasswordPolicyControl()
  try {
    await client.exop(passwordModify, identityAndPassword(dn, password), policy)
    return { outcome: 'done' }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const refusal = policy.error === null ? undefined : refusals.get(policy.error)
    const words = wordsOf(error, [password])
    if (refusal !== undefined) return { outcome: 'password', refusal, words }
    if (codeOf(error) === resultCode.constraintViolation) {
      return passwordOutcome(error, password, signs)
    }
    return { outcome: 'refused', words }
  }
}

/** The bind's answer about the account, for {@link LdapKind.refusedBind}. */
const answered = new WeakMap<Error, number>()

/** OpenLDAP, with or without its password policy (slapo-ppolicy), and servers that are like it. */
export const openLdap: LdapKind = {
  reference: 'entryUUID',
  attributes: ['entryUUID', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdEndTime', 'shadowExpire'],
  // An alias is another name of an entry that is found itself.
  people: new NotFilter({
    filter: new EqualityFilter({ attribute: 'objectClass', value: 'alias' }),
  }),
  needsTls: false,
  knowsAssertions: true,
  referenceOf: (entry) => entry.texts('entryUUID')[0] ?? null,
  referenceFilter: (reference) =>
    uuid.test(reference) ? new EqualityFilter({ attribute: 'entryUUID', value: reference }) : null,
  statusOf(entry, now) {
    const [lockedAt] = entry.texts('pwdAccountLockedTime')
    if (lockedAt === lockedForGood) return 'disabled'
    if (isExpired(entry, now)) return 'expired'
    return lockedAt === undefined ? 'active' : 'locked'
  },
  passwordChangedAt: (entry) => generalizedTimeMs(entry.texts('pwdChangedTime')[0]),
  async bind(client, dn, password) {
    const policy = new PasswordPolicyControl()
    try {
      await client.bind(dn, password, policy)
    } catch (error) {
      if (error instanceof Error && policy.error !== null) answered.set(error, policy.error)
      throw error
    }
  },
  refusedBind(error) {
    const told = error instanceof Error ? answered.get(error) : undefined
    if (told === policyError.accountLocked) return 'locked'
    // Both are said of the right password alone.
    const isRight = told === policyError.passwordExpired || told === policyError.mustBeChanged
    return isRight ? 'right' : 'wrong'
  },
  setPassword,
  unlocking: (entry) =>
    entry.texts('pwdAccountLockedTime').length === 0
      ? []
      : [
          new Change({
            operation: 'delete',
            modification: new Attribute({ type: 'pwdAccountLockedTime' }),
          }),
        ],
}
