import { accentOf } from '../domain/accent.ts'
import { bothChangedFactor } from '../domain/channel.ts'
import { hourMs } from '../domain/durations.ts'
import { isLoopbackHost } from '../this-machine.ts'
import { isOnThisMachine } from './rule.ts'
import { guessable, type SecretName } from './secrets.ts'
import type { Config } from './defaults.ts'

/** Something about these settings that works, and that whoever runs the program should know. */
export interface ConfigNote {
  /** What it is about, as `doctor` names it. */
  readonly check: string
  readonly message: string
  /** What to do where it is not meant to be so. */
  readonly remedy: string
}

type Rule = (config: Config) => ConfigNote | null

/** Whether deliveries of Bot Framework are taken; an anonymous bot is for development only. */
export function takesBotFramework({ bot, isProduction }: Pick<Config, 'bot' | 'isProduction'>) {
  return bot !== null || !isProduction
}

/** Whether texts reach anybody. Without them nothing is offered that needs one. */
export function canText({ messaging }: Pick<Config, 'messaging'>): boolean {
  return messaging.kind === 'mock' || messaging.smsUrl !== null
}

const settingOf = {
  SECRET_KEY: 'secretKey',
  TRIAGE_KEY: 'triageKey',
  METRICS_TOKEN: 'metricsToken',
} as const satisfies Readonly<Record<SecretName, keyof Config>>

/** A secret that somebody could guess, in production. */
const weakSecret =
  (name: SecretName): Rule =>
  (config) => {
    const why = guessable(name, config[settingOf[name]])
    return config.isProduction && why !== null
      ? {
          check: 'secrets',
          message: `${name} ${why}, so that it can be guessed`,
          remedy:
            'make one with `openssl rand -base64 32`; an old SECRET_KEY goes into SECRET_KEY_PREVIOUS',
        }
      : null
  }

const rules: readonly Rule[] = [
  // Two new addresses wait three times as long (src/domain/channel.ts).
  ({ policy: { undoMs, holdMs } }) =>
    undoMs < bothChangedFactor * holdMs
      ? {
          check: 'undo',
          message: `UNDO_HOURS (${undoMs / hourMs}) is less than three times HOLD_HOURS (${holdMs / hourMs}): where two addresses are new, the owner can object for less time than they are on hold`,
          remedy: 'set UNDO_HOURS to three times HOLD_HOURS or more',
        }
      : null,
  // The program itself speaks no TLS, so behind an https address there is a proxy.
  ({ publicUrl, trustedProxies }) =>
    publicUrl?.startsWith('https:') === true && trustedProxies === 0
      ? {
          check: 'proxies',
          message:
            'PUBLIC_URL is https, so a proxy stands in front, and TRUSTED_PROXIES is 0: all people count as one source',
          remedy:
            'set TRUSTED_PROXIES to the number of proxies that write X-Forwarded-For or Forwarded',
        }
      : null,
  (config) =>
    takesBotFramework(config)
      ? null
      : {
          check: 'bot-framework',
          message:
            'MicrosoftAppId is not set, so /api/messages is shut: only the web page is served',
          remedy: 'register the bot with Azure and set MicrosoftAppId to serve Teams too',
        },
  ({ bot }) =>
    bot?.appType === 'MultiTenant'
      ? {
          check: 'bot-framework',
          message:
            'MicrosoftAppType is MultiTenant, which cannot be registered anew since 2025-07-31',
          remedy: 'leave it for a registration that exists; make new ones SingleTenant',
        }
      : null,
  (config) =>
    canText(config)
      ? null
      : {
          check: 'texts',
          message:
            'SMS_URL is not set, so no texts are sent: finding an account, codes to a mobile and changes of a mobile are not offered',
          remedy: 'set SMS_URL to the interface of a provider of texts to offer them',
        },
  ({ site: { color } }) => {
    if (color === null) return null
    const { light, dark } = accentOf(color)
    if (light === color && dark === color) return null
    return {
      check: 'brand',
      message: `BRAND_COLOR ${color} cannot be read everywhere (WCAG 4.5:1), so light pages show ${light} and dark ones ${dark}`,
      remedy: 'nothing has to be done; no single colour may do for both',
    }
  },
  ({ isProduction, metricsToken }) =>
    isProduction && metricsToken === null
      ? {
          check: 'metrics',
          message: 'METRICS_TOKEN is not set, so /metrics is shut',
          remedy: 'set METRICS_TOKEN, and give it to Prometheus as its bearer token',
        }
      : null,
  ...(['SECRET_KEY', 'TRIAGE_KEY', 'METRICS_TOKEN'] as const).map((name) => weakSecret(name)),
  ({ isDeskOpen, host, publicUrl }) =>
    isDeskOpen && !(isLoopbackHost(host) && isOnThisMachine(publicUrl ?? 'http://localhost'))
      ? {
          check: 'desk',
          message: `DESK is true and HOST is ${host}: whoever reaches this server is a person of support`,
          remedy: 'leave DESK out, which keeps the desk to this machine, or let nobody else in',
        }
      : null,
  ({ previousSecretKey }) =>
    previousSecretKey === null
      ? null
      : {
          check: 'keys',
          message:
            'SECRET_KEY_PREVIOUS is set: it is needed until the first start with the new key',
          remedy: 'leave it out once every instance has been started with the new SECRET_KEY',
        },
  ({ isProduction, bot }) =>
    isProduction && bot === null
      ? {
          check: 'desk',
          message:
            'in production people of support work in Teams, which is not connected: cases wait',
          remedy: 'connect Teams, or look at `cli cases list`',
        }
      : null,
]

/** What `doctor` and the start say of the settings, one sentence each; empty for most. */
export function configNotes(config: Config): readonly ConfigNote[] {
  return rules.flatMap((rule) => rule(config) ?? [])
}
