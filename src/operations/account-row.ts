import { z } from 'zod'
import { parseAccountId, twelveDigits, type AccountIds } from '../domain/account-id.ts'
import { channelNames, type Account } from '../domain/account.ts'
import { parseEmail } from '../domain/email.ts'
import { hashFault } from '../domain/password-hash.ts'
import { parseMobile } from '../domain/mobile.ts'
import { parseServerIp } from '../domain/server-ip.ts'

/** What a row says about an account: only the fields it names; null clears one. */
export interface AccountPatch {
  readonly id: string
  readonly fields: Partial<Omit<Account, 'id'>>
  /** In clear, to be hashed; null when the row names none. Never stored, logged or sent on. */
  readonly password: string | null
}

/** How numbers and addresses of a row are read. */
export interface RowRules {
  /** ISO 3166 alpha-2, for numbers without a country. */
  readonly defaultRegion: string
  /** Whether demonstration addresses pass (S32). */
  readonly allowDocumentationIps: boolean
  readonly accountIds: AccountIds
}

export type ParsedRow =
  | { readonly outcome: 'parsed'; readonly patch: AccountPatch }
  | { readonly outcome: 'refused'; readonly problems: readonly string[] }

const maxServers = 1000
/** bcrypt ignores what is behind so many bytes. */
const maxPasswordBytes = 72

const text = z.string({
  error: (issue) => (issue.input === undefined ? 'is required' : 'must be text'),
})

const canonical = (read: (typed: string) => { value: string } | { refusal: string }) =>
  text.transform((typed, context) => {
    const result = read(typed)
    if ('value' in result) return result.value
    context.addIssue(result.refusal)
    return z.NEVER
  })

const email = canonical((typed) => {
  const parsed = parseEmail(typed)
  return parsed.outcome === 'parsed'
    ? { value: parsed.email }
    : { refusal: `is not a mail address (${parsed.reason})` }
})

const accountId = ({ accountIds }: RowRules) =>
  canonical((typed) => {
    const parsed = parseAccountId(typed, accountIds)
    return parsed.outcome === 'parsed'
      ? { value: parsed.id }
      : { refusal: `must look like ${accountIds.example} (ACCOUNT_ID_PATTERN)` }
  })

const mobile = (rules: RowRules) =>
  canonical((typed) => {
    const parsed = parseMobile(typed, rules.defaultRegion)
    return parsed.outcome === 'parsed'
      ? { value: parsed.e164 }
      : { refusal: `is not a mobile number (${parsed.reason})` }
  })

const serverIp = (rules: RowRules) =>
  canonical((typed) => {
    const parsed = parseServerIp(typed, { allowDocumentation: rules.allowDocumentationIps })
    if (parsed.outcome === 'parsed') return { value: parsed.ip }
    if (parsed.reason !== 'octet')
      return { refusal: `is not a public IP address (${parsed.reason})` }
    const octets = parsed.octets.map(({ position, value }) => `number ${position} is ${value}`)
    return { refusal: `is not an IP address (${octets.join(', ')}; each goes from 0 to 255)` }
  })

const locale = canonical((typed) => {
  try {
    const [tag] = Intl.getCanonicalLocales(typed)
    return tag === undefined ? { refusal: 'is not a language tag' } : { value: tag }
  } catch {
    return { refusal: 'is not a language tag such as zh-CN' }
  }
})

/** Putting combining marks in order takes the square of their number, so what cannot fit is not normalised. */
const isEndless = (typed: string): boolean => typed.length > 1_000

const displayName = canonical((typed) => {
  const name = isEndless(typed) ? '' : typed.normalize('NFC').trim()
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) return { refusal: 'holds invisible characters' }
  return name.length >= 1 && name.length <= 100
    ? { value: name }
    : { refusal: 'must have 1 to 100 characters' }
})

const password = canonical((typed) => {
  const isSound = typed !== '' && !isEndless(typed) && !/[\p{Cc}]/u.test(typed)
  const bytes = isSound ? new TextEncoder().encode(typed.normalize('NFC')).length : 0
  return isSound && bytes <= maxPasswordBytes
    ? { value: typed }
    : { refusal: `must have 1 to ${maxPasswordBytes} bytes and no control characters` }
})

const passwordHash = canonical((typed) => {
  const fault = hashFault(typed)
  return fault === null ? { value: typed } : { refusal: fault }
})

const channelName = z.enum(channelNames, { error: 'must name a channel, such as contactEmail' })

const unique = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
]

const servers = (rules: RowRules) =>
  z
    .array(
      z.strictObject({ ip: serverIp(rules) }, { error: 'must be like {"ip":"203.0.113.10"}' }),
      {
        error: 'must be a list',
      },
    )
    .max(maxServers, `must have at most ${maxServers} entries`)
    .transform((items) => unique(items, (server) => server.ip))

/** What a row may name beside its id. */
const optionalFields = (rules: RowRules) =>
  z
    .object({
      displayName: displayName.nullable(),
      status: z.enum(['active', 'disabled', 'frozen'], {
        error: 'must be active, disabled or frozen',
      }),
      signedUpWith: text
        .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a word such as email or sub-user')
        .nullable(),
      loginEmail: email.nullable(),
      password: password.nullable(),
      passwordHash: passwordHash.nullable(),
      recoveryMobile: mobile(rules).nullable(),
      recoveryEmail: email.nullable(),
      contactMobile: mobile(rules).nullable(),
      contactEmail: email.nullable(),
      servers: servers(rules).nullable(),
      locale: locale.nullable(),
      unverified: z
        .array(channelName, { error: 'must be a list' })
        .transform((names) => unique(names, String))
        .nullable(),
    })
    .partial()

/** What a row may hold; made once per import, as its rules do not change on the way. */
const rowSchema = (rules: RowRules) =>
  z.strictObject(
    { id: accountId(rules), ...optionalFields(rules).shape },
    { error: 'must be a JSON object' },
  )

type Row = z.output<ReturnType<typeof rowSchema>>

/** What a row of an import may name. */
export type AccountField = keyof Row

const anyRules: RowRules = {
  defaultRegion: 'ZZ',
  allowDocumentationIps: false,
  accountIds: twelveDigits,
}
const fieldNames: readonly string[] = Object.keys(rowSchema(anyRules).shape)

/** Whether a column or a key is one that a row may have; names are case-sensitive. */
export function isAccountField(name: string): name is AccountField {
  return fieldNames.includes(name)
}

function problemsOf(error: z.ZodError): readonly string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys') {
      const inside = path === '' ? '' : `${path}: `
      return issue.keys.map((key) => `${inside}unknown field ${JSON.stringify(key.slice(0, 60))}`)
    }
    return [path === '' ? issue.message : `${path}: ${issue.message}`]
  })
}

function patchOf(row: Row): AccountPatch {
  const { id, password: clear, servers: named, unverified, ...rest } = row
  const fields = {
    ...rest,
    ...(clear === null ? { passwordHash: null } : {}),
    ...(named === undefined ? {} : { servers: named ?? [] }),
    ...(unverified === undefined ? {} : { unverified: unverified ?? [] }),
  }
  return { id, fields, password: clear ?? null }
}

/**
 * Makes the reader of rows: canonical addresses (E.164, RFC 5952, lower-case mail), every problem of a row at once,
 * unknown fields refused by name. Problems never repeat a value, which could be a password.
 */
export function createRowReader(rules: RowRules): (row: unknown) => ParsedRow {
  const schema = rowSchema(rules)
  return (row) => {
    const parsed = schema.safeParse(row)
    if (!parsed.success) return { outcome: 'refused', problems: problemsOf(parsed.error) }
    if (parsed.data.password !== undefined && parsed.data.passwordHash !== undefined) {
      return { outcome: 'refused', problems: ['name password or passwordHash, not both'] }
    }
    return { outcome: 'parsed', patch: patchOf(parsed.data) }
  }
}
