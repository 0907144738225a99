import { isSupportedCountry } from 'libphonenumber-js/max'
import { z } from 'zod'
import { parseAttributes, type LdapAttributes } from '../directories/ldap/attribute-roles.ts'
import { readIdPattern } from '../domain/account-id-pattern.ts'
import { parseBusinessHours, type OpeningWeek } from '../domain/business-hours.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { locales } from '../flow/locale.ts'
import { isAddress, isDatabaseAddress, isHostPattern } from './hosts.ts'
import { brandColor, embedOrigins, isLogo } from './site.ts'

/** The largest bare number taken anywhere: as hours it is still an exact number of milliseconds. */
const largestWhole = 1_000_000_000

const bounded = (pattern: RegExp, allowed: string) =>
  z.string().regex(pattern).optional().describe(allowed)

const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to)
    .optional()
    .describe(`a whole number from ${from} to ${to}`)

/** A limit with its own hard bounds, which `src/config/limits.ts` holds and production enforces. */
const limit = () => whole(0, largestWhole)

const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words).optional().describe(words.join(' or '))

const flag = () =>
  z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .describe('true or false')

const address = (isFit: (text: string) => boolean, allowed: string) =>
  z.string().refine(isFit).optional().describe(allowed)

const web = ['http:', 'https:']

/** Where requests are posted to; `fetch` takes no address with credentials, and a part behind # is never sent. */
const endpoint = (allowed: string, mayAsk: boolean) =>
  z
    .string()
    .refine((text) => {
      if (!isAddress(text, web)) return false
      const { username, password, search } = new URL(text)
      const rest = [username, password, mayAsk ? '' : search, text.includes('#') ? '#' : ''].join(
        '',
      )
      return rest === '' && (mayAsk || !text.includes('?'))
    })
    .optional()
    .describe(allowed)

/** Listened on, and never reached. */
const anyAddress: readonly string[] = ['0.0.0.0', '[::]']

/** Scheme, host and port alone: links and the Host check are made from it. */
const origin = (text: string): boolean => {
  if (!isAddress(text, web)) return false
  const { origin: own, href, hostname } = new URL(text)
  return `${own}/` === href && !anyAddress.includes(hostname)
}

const timeZone = () =>
  z
    .string()
    .refine(isTimeZone)
    .optional()
    .describe('the name of a time zone, such as Asia/Shanghai')

/** Where the page's links lead to; a mail address is one too. */
const link = () =>
  address(
    (text) => isAddress(text, ['https:']) || /^mailto:[^@\s]{1,100}@[^@\s]{1,255}$/i.test(text),
    'an address that starts with https:// or mailto:',
  )

/** A server of LDAP: scheme, host and port, without credentials and without what a URL may ask for (RFC 4516). */
const ldapServer = (text: string): boolean => {
  if (!isAddress(text, ['ldap:', 'ldaps:'])) return false
  const { username, password, pathname, search, hash } = new URL(text)
  return [username, password, search, hash, pathname === '/' ? '' : pathname].join('') === ''
}

const list = (isFit: (item: string) => boolean, allowed: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
    .refine((items) => items.every(isFit))
    .optional()
    .describe(allowed)

/** As channels send it; a domain of the tenant's would let nobody in. */
const isTenant = (text: string): boolean =>
  text === '*' || /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

/** Days that there are; `2026-02-30` is none. */
const dates = (allowed: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.iso.date()))
    .optional()
    .describe(allowed)

/**
 * Every variable the program reads, each with what it may hold (`.describe`) once empty ones are left out.
 * Unknown variables are ignored.
 */
export const environment = z.object({
  NODE_ENV: choice(['development', 'test', 'production']),
  HOST: bounded(/^[0-9A-Za-z.:_-]{1,253}$/, 'a host name or an address to listen on'),
  PORT: whole(0, 65_535),
  PUBLIC_URL: z
    .string()
    .refine(origin)
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('an http:// or https:// address without a path, such as https://help.example.com'),
  TRUSTED_PROXIES: whole(0, 10),
  MicrosoftAppId: bounded(/^[\w.-]{1,100}$/, "the bot's application (client) ID"),
  MicrosoftAppPassword: bounded(/^\S{1,1000}$/, "the bot's client secret, without spaces"),
  MicrosoftAppType: choice(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']),
  MicrosoftAppTenantId: bounded(
    /^(?!(?:common|organizations|consumers)$)[\w.-]{1,100}$/i,
    "the bot's directory (tenant) ID",
  ),
  CLOUD: choice(['public', 'usgov', 'china']),
  ALLOWED_TENANTS: list(
    isTenant,
    'tenant IDs such as 6b8f3c1e-0000-4000-8000-000000000002, separated by commas, or *',
  ),
  ALLOWED_SERVICE_HOSTS: list(
    isHostPattern,
    'host names such as chat.example.com or *.chat.example.com, separated by commas, without scheme and port',
  ),
  STORE: choice(['lowdb', 'postgres']),
  DATA_DIR: z.string().max(4096).optional().describe('a folder'),
  DATABASE_URL: address(isDatabaseAddress, 'an address such as postgres://host/database'),
  ACCOUNT_ID_PATTERN: z
    .string()
    .refine((text) => readIdPattern(text) !== null)
    .optional()
    .describe(
      'letters of one case, digits, [classes] and \\d with {n}, {n,m} or ? behind them, ways separated by |, such as u\\d{5} or [a-z][a-z0-9._-]{1,29}; without groups, * and +, and 2 to 40 signs long',
    ),
  ACCOUNT_ID_EXAMPLE: bounded(/^[\w.-]{2,40}$/, 'an account ID as people know it'),
  DIRECTORY: choice(['embedded', 'ldap', 'http']),
  LDAP_URL: z
    .string()
    .refine(ldapServer)
    .optional()
    .describe(
      'an ldap:// or ldaps:// address with host and port alone, such as ldaps://ldap.example.com',
    ),
  LDAP_BIND_DN: bounded(
    /^[^\p{C}]{1,1000}$/u,
    'the name of an account there, without control characters',
  ),
  LDAP_BIND_PASSWORD: bounded(/^[^\p{C}]{1,1000}$/u, 'a password, without control characters'),
  LDAP_BASE_DN: bounded(
    /^[^\p{C}=]{1,100}=[^\p{C}]{1,1000}$/u,
    'a name such as ou=people,dc=example,dc=com',
  ),
  LDAP_KIND: choice(['openldap', 'active-directory']),
  LDAP_ATTRIBUTES: z
    .string()
    .transform(parseAttributes)
    .pipe(z.custom<LdapAttributes>((read) => read !== null))
    .optional()
    .describe('pairs such as id=uid,loginEmail=mail, each name once, id among them'),
  LDAP_TLS: choice(['on', 'off']),
  LDAP_CA_FILE: z.string().max(4096).optional().describe('a file of certificates (PEM)'),
  DIRECTORY_URL: endpoint(
    'an address such as https://accounts.example.com/latchkey, without a user, ? and #',
    false,
  ),
  DIRECTORY_TOKEN: bounded(/^[\u0021-\u007e]{1,1000}$/, 'a bearer token without spaces'),
  SECRET_KEY: z.string().optional().describe('at least 32 characters that nobody can guess'),
  SECRET_KEY_PREVIOUS: z.string().optional().describe('what SECRET_KEY was before'),
  MESSAGING: choice(['mock', 'live']),
  SMTP_URL: address(
    (text) => isAddress(text, ['smtp:', 'smtps:']),
    'an address such as smtps://user:password@mail.example.com',
  ),
  MAIL_FROM: bounded(/^[^\r\n]*[^\s@<]@[^\s@>]+>?$/, 'a mail address, with or without a name'),
  SMS_URL: endpoint(
    'an address such as https://sms.example.com/messages, without a user and #; a token goes into SMS_TOKEN',
    true,
  ),
  SMS_TOKEN: bounded(/^[\u0021-\u007e]{1,1000}$/, 'a bearer token without spaces'),
  DEMO_ACCOUNTS: flag(),
  PROVIDER_NAME: z.string().max(60).optional().describe('a name of at most 60 characters'),
  DEFAULT_REGION: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.custom<string>((text) => typeof text === 'string' && isSupportedCountry(text)))
    .optional()
    .describe('a country as two letters, such as CN'),
  ALLOWED_COUNTRIES: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim().toUpperCase()))
    .refine((regions) => regions.every((region) => isSupportedCountry(region)))
    .optional()
    .describe('countries as two letters, such as CN,SG, separated by commas'),
  DEFAULT_LOCALE: choice(locales),
  TIME_ZONE: timeZone(),
  EMBED_ORIGINS: embedOrigins(),
  BRAND_NAME: bounded(
    /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,40}$/u,
    'a name of at most 40 characters on one line',
  ),
  BRAND_COLOR: brandColor(),
  BRAND_LOGO: z
    .string()
    .refine(isLogo)
    .optional()
    .describe(
      'an https:// address, a data: URL of a picture in base64 (16 kB at most), or the path of a .svg, .png, .jpg or .webp file',
    ),
  PRIVACY_URL: link(),
  TERMS_URL: link(),
  SUPPORT_URL: link(),
  HUMAN_CHECK: choice(['altcha', 'off']),
  ALLOW_DOCUMENTATION_IPS: flag(),
  CODE_LIFETIME_SECONDS: limit(),
  CODE_MAX_ATTEMPTS: limit(),
  CODE_RESEND_SECONDS: limit(),
  LINK_LIFETIME_MINUTES: limit(),
  FLOW_IDLE_MINUTES: limit(),
  SESSION_IDLE_MINUTES: limit(),
  ACCOUNT_FAILURES_PER_DAY: limit(),
  DIRECTORY_TRIES: limit(),
  SENDS_PER_NUMBER_PER_HOUR: limit(),
  HOLD_HOURS: limit(),
  UNDO_HOURS: limit(),
  TRIAGE_KEY: bounded(/^\S{1,200}$/, 'a key without spaces'),
  DESK: flag(),
  SUPPORT_HOURS: z
    .string()
    .transform(parseBusinessHours)
    .pipe(z.custom<OpeningWeek>((week) => week !== null))
    .optional()
    .describe('days and times such as Mon-Fri 09:00-18:00, Sat 10:00-14:00, or always'),
  SUPPORT_TIME_ZONE: timeZone(),
  SUPPORT_HOLIDAYS: dates('dates such as 2026-10-01, separated by commas'),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  LOG_FORMAT: choice(['json', 'text']),
  METRICS_TOKEN: bounded(/^[\u0021-\u007e]{1,1000}$/, 'a bearer token without spaces'),
})

/** The variables as parsed, before defaults; `undefined` where the environment says nothing. */
export type Environment = z.output<typeof environment>

/** The name of a variable the program reads. */
export type VariableName = keyof typeof environment.shape

/** Variables whose value never appears in a message, a log or a summary. URLs of gateways and stores carry passwords. */
export const secretVariables: ReadonlySet<VariableName> = new Set([
  'MicrosoftAppPassword',
  'DATABASE_URL',
  'LDAP_BIND_PASSWORD',
  'DIRECTORY_TOKEN',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'SMTP_URL',
  'SMS_URL',
  'SMS_TOKEN',
  'TRIAGE_KEY',
  'METRICS_TOKEN',
])
