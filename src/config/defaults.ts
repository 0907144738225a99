import { openWorkdays, type BusinessHours } from '../domain/business-hours.ts'
import type { BotCredentials, Config, MessagingConfig, Policy } from './config-shape.ts'
import type { Environment } from './environment.ts'
import { limits } from './limits.ts'
import { isLive } from './refusals.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

function policyOf(env: Environment): Policy {
  const read = (name: keyof typeof limits): number => env[name] ?? limits[name].fallback
  return Object.freeze({
    codeLifetimeMs: read('CODE_LIFETIME_SECONDS') * second,
    codeMaxAttempts: read('CODE_MAX_ATTEMPTS'),
    codeResendMs: read('CODE_RESEND_SECONDS') * second,
    linkLifetimeMs: read('LINK_LIFETIME_MINUTES') * minute,
    flowIdleMs: read('FLOW_IDLE_MINUTES') * minute,
    sessionIdleMs: read('SESSION_IDLE_MINUTES') * minute,
    accountFailuresPerDay: read('ACCOUNT_FAILURES_PER_DAY'),
    sendsPerNumberPerHour: read('SENDS_PER_NUMBER_PER_HOUR'),
    holdMs: read('HOLD_HOURS') * hour,
    undoMs: read('UNDO_HOURS') * hour,
  })
}

function botOf(env: Environment): BotCredentials | null {
  if (env.MicrosoftAppId === undefined) return null
  return Object.freeze({
    appId: env.MicrosoftAppId,
    appPassword: env.MicrosoftAppPassword ?? '',
    appType: env.MicrosoftAppType ?? 'MultiTenant',
    tenantId: env.MicrosoftAppTenantId ?? null,
  })
}

function messagingOf(env: Environment): MessagingConfig {
  if (!isLive(env)) return Object.freeze({ kind: 'mock' })
  return Object.freeze({
    kind: 'live',
    smtpUrl: env.SMTP_URL ?? '',
    mailFrom: env.MAIL_FROM ?? '',
    smsUrl: env.SMS_URL ?? '',
    smsToken: env.SMS_TOKEN ?? null,
  })
}

function storeOf(env: Environment): Config['store'] {
  return Object.freeze(
    env.STORE === 'postgres' && env.DATABASE_URL !== undefined
      ? { kind: 'postgres', url: env.DATABASE_URL }
      : { kind: 'lowdb' },
  )
}

function tenantsOf(env: Environment): readonly string[] | null {
  const tenants = env.ALLOWED_TENANTS ?? []
  return tenants.length === 0 || tenants.includes('*') ? null : Object.freeze(tenants)
}

function supportHoursOf(env: Environment): BusinessHours {
  return Object.freeze({
    timeZone: env.SUPPORT_TIME_ZONE ?? 'Asia/Shanghai',
    week: env.SUPPORT_HOURS ?? openWorkdays,
    holidays: Object.freeze(env.SUPPORT_HOLIDAYS ?? []),
  })
}

function doorsOf(env: Environment) {
  return {
    host: env.HOST ?? '127.0.0.1',
    port: env.PORT ?? 3978,
    publicUrl: env.PUBLIC_URL ?? null,
    trustedProxies: env.TRUSTED_PROXIES ?? 0,
    bot: botOf(env),
    allowedTenants: tenantsOf(env),
    allowedServiceHosts: Object.freeze(env.ALLOWED_SERVICE_HOSTS ?? []),
  }
}

function wordingOf(env: Environment) {
  return {
    providerName: env.PROVIDER_NAME ?? 'Latchkey Cloud',
    defaultRegion: env.DEFAULT_REGION ?? 'CN',
    defaultLocale: env.DEFAULT_LOCALE ?? 'en',
  }
}

/** Fills what the environment leaves open and gives bare numbers their units; expects variables that were refused nothing. */
export function configOf(env: Environment): Config {
  const isProduction = env.NODE_ENV === 'production'
  return Object.freeze({
    isProduction,
    ...doorsOf(env),
    ...wordingOf(env),
    store: storeOf(env),
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.DATA_DIR ?? './data/local',
    secretKey: env.SECRET_KEY ?? null,
    messaging: messagingOf(env),
    loadsDemoAccounts: env.DEMO_ACCOUNTS ?? !isProduction,
    humanCheck: env.HUMAN_CHECK ?? 'altcha',
    allowDocumentationIps: env.ALLOW_DOCUMENTATION_IPS ?? !isProduction,
    policy: policyOf(env),
    triageKey: env.TRIAGE_KEY ?? null,
    hasDesk: env.DESK ?? !isProduction,
    support: Object.freeze({ hours: supportHoursOf(env) }),
    logLevel: env.LOG_LEVEL ?? 'info',
  })
}
