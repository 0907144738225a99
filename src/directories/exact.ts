import { parseEmail } from '../domain/email.ts'
import { parseMobile } from '../domain/mobile.ts'
import { normalized } from '../domain/plain-text.ts'
import { parseServerIp } from '../domain/server-ip.ts'
import type { DirectoryEntry, DirectoryKey } from '../ports/directory.ts'

/** How values of a directory are read. */
export interface Reading {
  /** ISO 3166 alpha-2; national numbers are read as of there. */
  readonly defaultRegion: string
  readonly allowDocumentationIps: boolean
}

/** The most entries that one key is answered with. */
export const mostEntries = 100

/** Longer values are nobody's. */
const longestValue = 320

const plain = (text: string): string => normalized(text, 'NFKC').toLowerCase()

/** E.164; null when it cannot be read as a mobile number. */
export function readMobile(text: string, { defaultRegion }: Reading): string | null {
  const read = parseMobile(text, defaultRegion)
  return read.outcome === 'parsed' ? read.e164 : null
}

/** Lower-case NFKC; null when it cannot be read as a mail address. */
export function readEmail(text: string): string | null {
  const read = parseEmail(text)
  return read.outcome === 'parsed' ? read.email : null
}

/** RFC 5952; null when it cannot be read as a server's address. */
export function readServerIp(text: string, { allowDocumentationIps }: Reading): string | null {
  const read = parseServerIp(text, { allowDocumentation: allowDocumentationIps })
  return read.outcome === 'parsed' ? read.ip : null
}

/** Longer than any ID that `ACCOUNT_ID_PATTERN` can be about. */
const longestId = 100

/** The ID as it is told to people; null when it is no line of so many signs, or has control or unseen signs in it. */
export function readAccountId(text: string): string | null {
  const isLine =
    text.trim() !== '' && text.length <= longestId && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text)
  return isLine ? text : null
}

/** What can be read of a list, each value once, in its order. */
export function readEach(
  texts: readonly string[],
  read: (text: string) => string | null,
): readonly string[] {
  return [...new Set(texts.flatMap((text) => read(text) ?? []))]
}

/** Whether a key could be anybody's: of a length, and canonical for its kind. Nobody has to be asked about others. */
export function isAskable({ by, value }: DirectoryKey, reading: Reading): boolean {
  if (value === '' || value.length > longestValue) return false
  switch (by) {
    case 'mobile':
      return readMobile(value, reading) === value
    case 'login-email':
      return readEmail(value) === value
    case 'server-ip':
      return readServerIp(value, reading) === value
    case 'reference':
    case 'account-id':
      return true
    default:
      return by satisfies never
  }
}

/** Whether an entry is what a key asks for. A directory may compare more loosely than a person should be found by. */
export function isExact(entry: DirectoryEntry, { by, value }: DirectoryKey): boolean {
  const values = {
    reference: [entry.reference],
    'account-id': [plain(entry.accountId)],
    mobile: entry.recoveryMobiles,
    'login-email': entry.loginEmails,
    'server-ip': entry.servers,
  } as const
  return values[by].includes(by === 'account-id' ? plain(value) : value)
}
