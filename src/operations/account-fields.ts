/** What a row of an import may name, in the order in which an export and `accounts show` have it. */
const accountFields = [
  'id',
  'displayName',
  'status',
  'signedUpWith',
  'loginEmail',
  'password',
  'passwordHash',
  'recoveryMobile',
  'recoveryEmail',
  'contactMobile',
  'contactEmail',
  'servers',
  'locale',
  'unverified',
] as const

/** A name of {@link accountFields}. */
export type AccountField = (typeof accountFields)[number]

/** Whether a column or a key is one that a row may have; names are case-sensitive. */
export function isAccountField(name: string): name is AccountField {
  return accountFields.some((field) => field === name)
}
