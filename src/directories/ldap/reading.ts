import type { DirectoryEntry } from '../../ports/directory.ts'
import { readAccountId, readEach, readEmail, readMobile, readServerIp } from '../exact.ts'
import type { RawEntry } from './attributes.ts'
import type { SearchPlan } from './searches.ts'

/**
 * An entry as the port has it; null when it lacks a reference or an account ID that people can be told. Whether it has a password is not asked:
 * that would mean reading its hash.
 *
 * @param now epoch ms
 */
export function readEntry(raw: RawEntry, plan: SearchPlan, now: number): DirectoryEntry | null {
  const { attributes, kind, reading } = plan
  const reference = kind.referenceOf(raw)
  const accountId = readAccountId(raw.texts(attributes.id)[0] ?? '')
  if (reference === null || accountId === null) return null
  const mobile = (text: string): string | null => readMobile(text, reading)
  return {
    reference,
    accountId,
    displayName: raw.texts(attributes.displayName)[0] ?? null,
    status: kind.statusOf(raw, now),
    signedUpWith: null,
    loginEmails: readEach(raw.texts(attributes.loginEmail), readEmail),
    recoveryMobiles: readEach(raw.texts(attributes.recoveryMobile), mobile),
    recoveryEmails: readEach(raw.texts(attributes.recoveryEmail), readEmail),
    contactMobiles: readEach(raw.texts(attributes.contactMobile), mobile),
    contactEmails: readEach(raw.texts(attributes.contactEmail), readEmail),
    servers: readEach(raw.texts(attributes.server), (text) => readServerIp(text, reading)),
    locale: raw.texts(attributes.locale)[0] ?? null,
    hasPassword: true,
    passwordChangedAt: kind.passwordChangedAt(raw),
  }
}
