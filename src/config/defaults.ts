import { openWorkdays } from '../domain/business-hours.ts'
import { accountIdsOf, loadsDemo } from './account-ids.ts'
import { directoryOf } from './directory.ts'
import { mailLeaves } from './encryption.ts'
import type { Environment } from './environment.ts'
import { limits } from './limits.ts'
import { isLive } from './refusals.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Everything the environment decides, checked, with units in the names. Frozen. */
export type Config = ReturnType<typeof configOf>

/** Fills what the environment leaves open and gives bare numbers their units; expects variables that were refused nothing. */
export function configOf(env: Environment) {
  const isProduction = env.NODE_ENV === 'production'
  return Object.freeze({
    isProduction,
    ...doorsOf(env),
    ...wordingOf(env),
    /** What the provider makes of the pages. */
    site: siteOf(env),
    store: storeOf(env),
    /** DATABASE_URL whatever STORE says, for commands that move from one store to the other; null when unset. */
    databaseUrl: env.DATABASE_URL ?? null,
    /** Where accounts live. */
    directory: directoryOf(env),
    /** How account IDs look. */
    accountIds: accountIdsOf(env),
    /** As given, relative to the working folder. */
    dataDir: env.DATA_DIR ?? './data/local',
    /** Null: made at the first start and kept in `dataDir`, outside production only. */
    secretKey: env.SECRET_KEY ?? null,
    /** What SECRET_KEY was before, while it is being changed. */
    previousSecretKey: env.SECRET_KEY_PREVIOUS ?? null,
    messaging: messagingOf(env),
    loadsDemoAccounts: loadsDemo(env),
    humanCheck: env.HUMAN_CHECK ?? 'altcha',
    allowDocumentationIps: env.ALLOW_DOCUMENTATION_IPS ?? !isProduction,
    policy: policyOf(env),
    /** Joins a channel as the triage channel; null: made and printed at start outside production, none in it. */
    triageKey: env.TRIAGE_KEY ?? null,
    hasDesk: env.DESK ?? !isProduction,
    /** Whether the desk is for whoever reaches this server, and not for this machine alone. */
    isDeskOpen: env.DESK === true,
    /** When people of support are there. */
    support: Object.freeze({ hours: supportHoursOf(env) }),
    ...watchingOf(env),
  })
}

/** How the running program is watched. */
function watchingOf(env: Environment) {
  return {
    logLevel: env.LOG_LEVEL ?? 'info',
    /** Null: text on a terminal, JSON lines everywhere else. */
    logFormat: env.LOG_FORMAT ?? null,
    /** Bearer token of `/metrics`. Null: open outside production, shut in it. */
    metricsToken: env.METRICS_TOKEN ?? null,
  }
}

function doorsOf(env: Environment) {
  return {
    host: env.HOST ?? '127.0.0.1',
    /** 0 takes any free port. */
    port: env.PORT ?? 3978,
    /** Scheme, host and port; null means `http://localhost:` and the port that was opened. Never null in production. */
    publicUrl: env.PUBLIC_URL ?? null,
    /** How many proxies in front are trusted to fill `X-Forwarded-For`. */
    trustedProxies: env.TRUSTED_PROXIES ?? 0,
    /** The bot's registration with Microsoft. Null: anonymous outside production; in production its door is shut. */
    bot: botOf(env),
    /** The Microsoft cloud that the registration is in. */
    cloud: env.CLOUD ?? 'public',
    /** Tenants whose people may write, lower case; null for all of them. */
    allowedTenants: tenantsOf(env),
    /** Hosts replies may be posted to beside Microsoft's own, lower case; `*.` in front takes sub-domains. */
    allowedServiceHosts: Object.freeze(env.ALLOWED_SERVICE_HOSTS ?? []),
  }
}

function botOf(env: Environment) {
  if (env.MicrosoftAppId === undefined) return null
  return Object.freeze({
    appId: env.MicrosoftAppId,
    /** Empty for `UserAssignedMSI`, which has none. */
    appPassword: env.MicrosoftAppPassword ?? '',
    appType: env.MicrosoftAppType ?? 'SingleTenant',
    /** Null for a multi-tenant bot. */
    tenantId: env.MicrosoftAppTenantId ?? null,
  })
}

function tenantsOf(env: Environment): readonly string[] | null {
  const tenants = env.ALLOWED_TENANTS ?? []
  return tenants.length === 0 || tenants.includes('*') ? null : Object.freeze(tenants)
}

function wordingOf(env: Environment) {
  return {
    providerName: env.PROVIDER_NAME ?? 'Latchkey Cloud',
    /** ISO 3166 alpha-2; national numbers are read as of there. */
    defaultRegion: env.DEFAULT_REGION ?? 'CN',
    defaultLocale: env.DEFAULT_LOCALE ?? 'en',
    /** IANA name: times in texts and mails, and wherever the reader's own zone is not known. */
    timeZone: env.TIME_ZONE ?? 'Asia/Shanghai',
    /** ISO 3166 alpha-2 of the countries that texts go to; null for every country. */
    allowedCountries: env.ALLOWED_COUNTRIES ?? null,
  }
}

function storeOf(env: Environment) {
  return env.STORE === 'postgres' && env.DATABASE_URL !== undefined
    ? Object.freeze({ kind: 'postgres', url: env.DATABASE_URL })
    : Object.freeze({ kind: 'lowdb' })
}

/** Where texts and mails go. */
function messagingOf(env: Environment) {
  if (!isLive(env)) return Object.freeze({ kind: 'mock' })
  return Object.freeze({
    kind: 'live',
    smtpUrl: env.SMTP_URL ?? '',
    /** Whether no mail may go out in clear: in production, unless the mail server is on this machine. */
    mustEncryptMail:
      env.NODE_ENV === 'production' && env.SMTP_URL !== undefined && mailLeaves(env.SMTP_URL),
    mailFrom: env.MAIL_FROM ?? '',
    /** Null: no texts are sent, and nothing that needs one is offered. */
    smsUrl: env.SMS_URL ?? null,
    smsToken: env.SMS_TOKEN ?? null,
  })
}

/** The numbers of the recovery policy; their security bounds are in `limits.ts`. */
function policyOf(env: Environment) {
  const read = (name: keyof typeof limits): number => env[name] ?? limits[name].fallback
  return Object.freeze({
    codeLifetimeMs: read('CODE_LIFETIME_SECONDS') * second,
    codeMaxAttempts: read('CODE_MAX_ATTEMPTS'),
    codeResendMs: read('CODE_RESEND_SECONDS') * second,
    linkLifetimeMs: read('LINK_LIFETIME_MINUTES') * minute,
    flowIdleMs: read('FLOW_IDLE_MINUTES') * minute,
    sessionIdleMs: read('SESSION_IDLE_MINUTES') * minute,
    accountFailuresPerDay: read('ACCOUNT_FAILURES_PER_DAY'),
    directoryTries: read('DIRECTORY_TRIES'),
    sendsPerNumberPerHour: read('SENDS_PER_NUMBER_PER_HOUR'),
    holdMs: read('HOLD_HOURS') * hour,
    undoMs: read('UNDO_HOURS') * hour,
  })
}

function supportHoursOf(env: Environment) {
  return Object.freeze({
    timeZone: env.SUPPORT_TIME_ZONE ?? 'Asia/Shanghai',
    week: env.SUPPORT_HOURS ?? openWorkdays,
    holidays: Object.freeze(env.SUPPORT_HOLIDAYS ?? []),
  })
}

/** What the provider makes of the pages; nothing needs to be set. */
function siteOf(env: Environment) {
  return Object.freeze({
    /** What the assistant and its pages are called. */
    name: env.BRAND_NAME ?? 'Latchkey',
    /** `#rrggbb`, as given: pages use what can be read of it; null for the program's own. */
    color: env.BRAND_COLOR ?? null,
    /** An https address, a data URL, or the path of a file; null for the program's own mark. */
    logo: env.BRAND_LOGO ?? null,
    /** The origins of pages that may frame the chat. */
    embedOrigins: Object.freeze(env.EMBED_ORIGINS ?? []),
    /** Null: a page made from the settings. */
    privacyUrl: env.PRIVACY_URL ?? null,
    termsUrl: env.TERMS_URL ?? null,
    /** Null: no link to the provider's own support. */
    supportUrl: env.SUPPORT_URL ?? null,
  })
}
