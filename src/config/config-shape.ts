import type { BusinessHours } from '../domain/business-hours.ts'
import type { Locale } from '../flow/locale.ts'

/** The bot's registration with Microsoft. */
export interface BotCredentials {
  readonly appId: string
  /** Empty for `UserAssignedMSI`, which has none. */
  readonly appPassword: string
  readonly appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI'
  /** Null for a multi-tenant bot. */
  readonly tenantId: string | null
}

/** The numbers of the recovery policy; security bounds are in `src/config/limits.ts`. */
export interface Policy {
  readonly codeLifetimeMs: number
  readonly codeMaxAttempts: number
  readonly codeResendMs: number
  readonly linkLifetimeMs: number
  readonly flowIdleMs: number
  readonly sessionIdleMs: number
  readonly accountFailuresPerDay: number
  readonly sendsPerNumberPerHour: number
  readonly holdMs: number
  readonly undoMs: number
}

/** Where texts and mails go. */
export type MessagingConfig =
  | { readonly kind: 'mock' }
  | {
      readonly kind: 'live'
      readonly smtpUrl: string
      readonly mailFrom: string
      readonly smsUrl: string
      readonly smsToken: string | null
    }

/** Everything the environment decides, checked, with units in the names. Frozen. */
export interface Config {
  readonly isProduction: boolean
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Scheme, host and port; null means `http://localhost:` and the port that was opened. Never null in production. */
  readonly publicUrl: string | null
  /** How many proxies in front are believed about `X-Forwarded-For`. */
  readonly trustedProxies: number
  /** Null: anonymous, outside production only. */
  readonly bot: BotCredentials | null
  /** Tenants whose people may write, lower case; null for all of them. */
  readonly allowedTenants: readonly string[] | null
  /** Hosts replies may be posted to beside Microsoft's own, lower case; `*.` in front takes sub-domains. */
  readonly allowedServiceHosts: readonly string[]
  readonly store: { readonly kind: 'lowdb' } | { readonly kind: 'postgres'; readonly url: string }
  /** DATABASE_URL whatever STORE says, for commands that move from one store to the other; null when unset. */
  readonly databaseUrl: string | null
  /** As given, relative to the working folder. */
  readonly dataDir: string
  /** Null: made at the first start and kept in `dataDir`, outside production only. */
  readonly secretKey: string | null
  readonly messaging: MessagingConfig
  readonly loadsDemoAccounts: boolean
  readonly providerName: string
  /** ISO 3166 alpha-2; national numbers are read as of there. */
  readonly defaultRegion: string
  readonly defaultLocale: Locale
  readonly humanCheck: 'altcha' | 'off'
  readonly allowDocumentationIps: boolean
  readonly policy: Policy
  /** Joins a channel as the triage channel; null: made and printed at start outside production, none in it. */
  readonly triageKey: string | null
  readonly hasDesk: boolean
  /** When people of support are there. */
  readonly support: { readonly hours: BusinessHours }
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}
