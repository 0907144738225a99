import type { Rule } from './rule.ts'

/** What a secret that somebody makes for this installation must have, at least. */
interface Strength {
  /** Characters. */
  readonly length: number
  /** Characters that differ from each other. */
  readonly different: number
  /** What makes one that is far above that. */
  readonly made: string
}

/**
 * A value of chance never falls short: of 16 hexadecimal digits one in 770 million has fewer than 4 different ones, of 32
 * one in three million million fewer than 6; with base64 it is rarer still.
 */
const token: Strength = { length: 16, different: 4, made: '`openssl rand -hex 16`' }
const strengths = {
  SECRET_KEY: { length: 32, different: 6, made: '`openssl rand -base64 32`' },
  TRIAGE_KEY: token,
  METRICS_TOKEN: token,
  /** It opens a system that is somebody else's. */
  DIRECTORY_TOKEN: token,
} as const satisfies Readonly<Record<string, Strength>>

type SecretName = keyof typeof strengths

/** Words and rows of keys that examples and haste are made of; seven signs and more, so that chance does not hit them. */
const placeholders = [
  'changeme',
  'changethis',
  'replaceme',
  'placeholder',
  'example',
  'password',
  'secretkey',
  'yoursecret',
  'yourtoken',
  '123456789',
  'abcdefgh',
  'qwertyui',
]

const plain = (value: string): string => value.toLowerCase().replaceAll(/[^a-z\d]/g, '')

/** Whether a value is one piece written twice or more: it comes round in itself. */
const isRepeated = (value: string): boolean => `${value}${value}`.indexOf(value, 1) < value.length

/** What a value lacks; null for one that may be of chance. */
function weaknessOf(value: string, { length, different }: Strength): string | null {
  if (value.length < length) {
    return `is too short: in production it must have at least ${length} characters`
  }
  if (new Set(value).size < different) {
    return `has too few different characters: in production it must have at least ${different}`
  }
  if (isRepeated(value)) return 'is one piece again and again, which is as weak as that piece'
  const bare = plain(value)
  return placeholders.some((word) => bare.includes(word)) ? 'is a placeholder' : null
}

const strong = (name: SecretName): Rule => {
  return (env) => {
    const value = env[name]
    const weakness = value === undefined ? null : weaknessOf(value, strengths[name])
    if (value === undefined || weakness === null) return null
    return `${name} (${value.length} characters, not shown) ${weakness}; make one with ${strengths[name].made}`
  }
}

/**
 * Secrets that could be guessed. SECRET_KEY_PREVIOUS is not among them: a weak one must be replaceable. Neither are those
 * that other systems give out (SMS_TOKEN, MicrosoftAppPassword, LDAP_BIND_PASSWORD).
 */
export const weakSecretRefusals: readonly Rule[] = (
  ['SECRET_KEY', 'TRIAGE_KEY', 'METRICS_TOKEN', 'DIRECTORY_TOKEN'] as const
).map(strong)
