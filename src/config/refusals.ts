import type { Environment } from './environment.ts'
import { accountIdRefusals } from './account-ids.ts'
import { directoryRefusals, openDirectoryRefusals } from './directory.ts'
import { domainOfStrangers } from './hosts.ts'
import { beyondBounds } from './limits.ts'
import { openConnectionRefusals } from './encryption.ts'
import { isOpenToListeners, needs, type Rule } from './rule.ts'
import { weakSecretRefusals } from './secrets.ts'

/** What cannot work in any mode: halves of a pair, a choice without what it needs. */
const everywhere: readonly Rule[] = [
  (env) =>
    env.STORE === 'postgres' && env.DATABASE_URL === undefined
      ? needs('DATABASE_URL', 'STORE=postgres needs the address of the database')
      : null,
  (env) =>
    env.STORE === 'postgres' && env.SECRET_KEY === undefined && env.NODE_ENV !== 'production'
      ? needs('SECRET_KEY', 'with STORE=postgres every instance must have the same one')
      : null,
  (env) =>
    env.MicrosoftAppId === undefined && env.MicrosoftAppPassword !== undefined
      ? needs('MicrosoftAppId', 'MicrosoftAppPassword is of no use without it')
      : null,
  (env) =>
    env.MicrosoftAppId !== undefined &&
    env.MicrosoftAppPassword === undefined &&
    env.MicrosoftAppType !== 'UserAssignedMSI'
      ? needs(
          'MicrosoftAppPassword',
          'MicrosoftAppId needs it, unless MicrosoftAppType is UserAssignedMSI',
        )
      : null,
  (env) =>
    env.MicrosoftAppId !== undefined &&
    env.MicrosoftAppType !== 'MultiTenant' &&
    env.MicrosoftAppTenantId === undefined
      ? needs(
          'MicrosoftAppTenantId',
          `MicrosoftAppType=${env.MicrosoftAppType ?? 'SingleTenant'} needs it`,
        )
      : null,
  (env) =>
    env.CLOUD === 'china' && env.MicrosoftAppType === 'MultiTenant'
      ? 'MicrosoftAppType is "MultiTenant": the cloud in China has no address for such bots, make it SingleTenant'
      : null,
  (env) => {
    const pattern = env.ALLOWED_SERVICE_HOSTS?.find((each) => domainOfStrangers(each) !== null)
    if (pattern === undefined) return null
    return `ALLOWED_SERVICE_HOSTS has "${pattern}": strangers can have a name below ${domainOfStrangers(pattern)}, and replies with the bot's token would be posted to them; write each host in full, or the domain that is yours alone, such as *.chat.example.com`
  },
  (env) =>
    env.ALLOWED_TENANTS?.includes('*') === true && env.ALLOWED_TENANTS.length > 1
      ? 'ALLOWED_TENANTS has "*" beside others: it lets everybody in whatever else stands there, so leave it out, or leave the others out'
      : null,
  (env) =>
    env.SMS_TOKEN !== undefined && env.SMS_URL === undefined
      ? needs('SMS_URL', 'SMS_TOKEN is of no use without it')
      : null,
]

const live = (name: 'SMTP_URL' | 'MAIL_FROM'): Rule => {
  return (env) =>
    isLive(env) && env[name] === undefined
      ? needs(name, 'live messaging needs SMTP_URL and MAIL_FROM')
      : null
}

/** Whether messages leave the machine; production does so unless told otherwise. */
export function isLive(env: Environment): boolean {
  return (env.MESSAGING ?? (env.NODE_ENV === 'production' ? 'live' : 'mock')) === 'live'
}

/** What is handy on a developer's machine and an open door anywhere else. */
const inProduction: readonly Rule[] = [
  (env) =>
    env.MicrosoftAppId !== undefined &&
    (env.MicrosoftAppTenantId ?? env.ALLOWED_TENANTS) === undefined
      ? needs(
          'ALLOWED_TENANTS',
          'name the tenants whose people may write, or * for all of them (or set MicrosoftAppTenantId)',
        )
      : null,
  (env) => {
    if (env.PUBLIC_URL === undefined)
      return needs('PUBLIC_URL', 'production needs its https:// address')
    if (env.PUBLIC_URL.startsWith('https://')) return null
    return `PUBLIC_URL is "${env.PUBLIC_URL}": in production it must start with https://`
  },
  (env) =>
    env.SECRET_KEY === undefined
      ? needs(
          'SECRET_KEY',
          'production needs at least 32 characters, such as `openssl rand -base64 32` prints',
        )
      : null,
  ...weakSecretRefusals,
  ...openConnectionRefusals,
  (env) =>
    env.MESSAGING === 'mock'
      ? 'MESSAGING is "mock": production must reach people, set it to live'
      : null,
  (env) =>
    isOpenToListeners(env.SMS_URL)
      ? 'SMS_URL (value not shown) is plain http://: in production it must start with https:// unless it is on this machine'
      : null,
  (env) => {
    const open = env.EMBED_ORIGINS?.find((origin) => !origin.startsWith('https://'))
    if (open === undefined) return null
    return `EMBED_ORIGINS has "${open}": in production each must start with https://, since anybody on the way could change a page without`
  },
  (env) =>
    env.HUMAN_CHECK === 'off'
      ? 'HUMAN_CHECK is "off": production must keep scripts out, set it to altcha'
      : null,
  ...(['DEMO_ACCOUNTS', 'DESK', 'ALLOW_DOCUMENTATION_IPS'] as const).map(
    (name): Rule =>
      (env) =>
        env[name] === true
          ? `${name} is "true": it is for development only, leave it out or set it to false`
          : null,
  ),
]

/**
 * Every reason not to start with these variables, each a sentence with the way out; empty when there is none.
 * Start-up refusals keep a demonstration from being put on the internet by mistake.
 */
export function refusals(env: Environment): readonly string[] {
  const rules = [
    ...everywhere,
    ...accountIdRefusals,
    ...directoryRefusals,
    live('SMTP_URL'),
    live('MAIL_FROM'),
  ]
  const strict = env.NODE_ENV === 'production'
  const found = [...rules, ...(strict ? [...inProduction, ...openDirectoryRefusals] : [])].flatMap(
    (rule) => rule(env) ?? [],
  )
  return strict ? [...found, ...beyondBounds(env)] : found
}
