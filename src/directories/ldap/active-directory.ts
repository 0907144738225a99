import { AndFilter, Attribute, Change, EqualityFilter, type Client } from 'ldapts'
import type { DirectoryOutcome, PasswordRefusal } from '../../ports/directory.ts'
import { PolicyHintsControl, policyHintsIds } from './controls.ts'
import { passwordOutcome, type LdapKind } from './kind.ts'
import { isRefusal, wordsOf } from './outage.ts'
import { fileTimeMs } from './times.ts'

/** Bits of userAccountControl and msDS-User-Account-Control-Computed ([MS-ADTS] 2.2.16). */
const accountDisabled = 0x2
const lockedOut = 0x10

/** A password that the policy does not take; what follows says why, where the server does. */
const restricted = /0000052D/i
const signs: readonly (readonly [RegExp, PasswordRefusal])[] = [
  [/history/i, 'used-before'],
  [/too short/i, 'too-short'],
  [/too young/i, 'too-young'],
  [/complexity/i, 'too-simple'],
]

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The bytes of a GUID stand in another order than its text: the first three groups are little-endian. */
function reorder(hex: string): string {
  const swap = (from: number, to: number): string =>
    (hex.slice(from, to).match(/../g) ?? []).toReversed().join('')
  return swap(0, 8) + swap(8, 12) + swap(12, 16) + hex.slice(16)
}

function guidText(bytes: Buffer): string | null {
  if (bytes.length !== 16) return null
  const hex = reorder(bytes.toString('hex'))
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

const equal = (attribute: string, value: string | Buffer): EqualityFilter =>
  new EqualityFilter({ attribute, value })

const replaced = (type: string, values: string[] | Buffer[]): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values }) })

/** By which name the server knows the control that holds a reset to its history; null when it says none. */
async function policyHintsOf(client: Client): Promise<(typeof policyHintsIds)[number] | null> {
  const { searchEntries } = await client.search('', {
    scope: 'base',
    attributes: ['supportedControl'],
  })
  const known = searchEntries.flatMap(({ supportedControl }) => supportedControl ?? [])
  return policyHintsIds.find((id) => known.includes(id)) ?? null
}

async function setPassword(
  client: Client,
  dn: string,
  password: string,
): Promise<DirectoryOutcome> {
  const quoted = Buffer.from(`"${password}"`, 'utf16le')
  const hints = await policyHintsOf(client)
  const controls = hints === null ? [] : [new PolicyHintsControl(hints)]
  try {
    await client.modify(dn, replaced('unicodePwd', [quoted]), controls)
    return { outcome: 'done' }
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (restricted.test(error.message)) return passwordOutcome(error, password, signs)
    return { outcome: 'refused', words: wordsOf(error, [password]) }
  }
}

/** Active Directory and Samba. */
export const activeDirectory: LdapKind = {
  reference: 'objectGUID',
  attributes: [
    'objectGUID',
    'userAccountControl',
    'msDS-User-Account-Control-Computed',
    'accountExpires',
    'pwdLastSet',
  ],
  people: new AndFilter({
    filters: [equal('objectCategory', 'person'), equal('objectClass', 'user')],
  }),
  needsTls: true,
  knowsAssertions: false,
  referenceOf(entry) {
    const bytes = entry.bytes('objectGUID')
    return bytes === null ? null : guidText(bytes)
  },
  referenceFilter: (reference) =>
    guid.test(reference)
      ? equal('objectGUID', Buffer.from(reorder(reference.replaceAll('-', '')), 'hex'))
      : null,
  statusOf(entry, now) {
    const has = (attribute: string, bit: number): boolean =>
      (Number(entry.texts(attribute)[0] ?? 0) & bit) !== 0
    // Whoever searches may not be allowed to read it: nobody is told from a disabled account then.
    const isTold = /^-?\d{1,10}$/.test(entry.texts('userAccountControl')[0] ?? '')
    if (!isTold || has('userAccountControl', accountDisabled)) return 'disabled'
    const expires = fileTimeMs(entry.texts('accountExpires')[0])
    if (expires !== null && expires <= now) return 'expired'
    // Computed: a lock whose time is over still has its lockoutTime.
    return has('msDS-User-Account-Control-Computed', lockedOut) ? 'locked' : 'active'
  },
  passwordChangedAt: (entry) => fileTimeMs(entry.texts('pwdLastSet')[0]),
  async bind(client, dn, password) {
    await client.bind(dn, password)
  },
  refusedBind(error) {
    const [, reason] =
      /\bdata ([0-9a-f]{1,8})\b/.exec(error instanceof Error ? error.message : '') ?? []
    // 532 expired and 773 to be changed are said of the right password alone; 533 disabled, 701 expired, 775 locked.
    if (reason === '532' || reason === '773') return 'right'
    return reason === '533' || reason === '701' || reason === '775' ? 'locked' : 'wrong'
  },
  setPassword,
  async remarks(client) {
    if ((await policyHintsOf(client)) !== null) return []
    return ['it holds a reset to no history of passwords: it does not know the control for that']
  },
  unlocking: () => [replaced('lockoutTime', ['0'])],
}
