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

const token: Strength = { length: 16, different: 4, made: '`openssl rand -hex 16`' }
const strengths = {
  SECRET_KEY: { length: 32, different: 6, made: '`openssl rand -base64 32`' },
  TRIAGE_KEY: token,
  METRICS_TOKEN: token,
} as const satisfies Readonly<Record<string, Strength>>

export type SecretName = keyof typeof strengths

/** What nobody makes for an installation; see also {@link guessable}. */
const placeholder = /change.?me|placeholder|your.?secret|only.?for.?this.?example/i

/** Whether a value is one piece written twice or more: it comes round in itself. */
const isRepeated = (value: string): boolean => `${value}${value}`.indexOf(value, 1) < value.length

const strong = (name: SecretName): Rule => {
  const { length, made } = strengths[name]
  return (env) => {
    const value = env[name]
    if (value === undefined) return null
    const shown = `${name} (${value.length} characters, not shown)`
    if (value.length < length) {
      return `${shown} is too short: in production it must have at least ${length}; make one with ${made}`
    }
    return placeholder.test(value) ? `${shown} is a placeholder: make one with ${made}` : null
  }
}

/**
 * Secrets that are too short or were never meant for use. SECRET_KEY_PREVIOUS is not among them: a weak one must be
 * replaceable. Neither are those that other systems give out (DIRECTORY_TOKEN, SMS_TOKEN, LDAP_BIND_PASSWORD).
 */
export const weakSecretRefusals: readonly Rule[] = (
  ['SECRET_KEY', 'TRIAGE_KEY', 'METRICS_TOKEN'] as const
).map(strong)

/**
 * Why a secret of allowed length could still be guessed, for a note; null for one that may be of chance. A value of chance
 * hardly ever falls short: of 16 hexadecimal digits one in 770 million, of 32 one in three million million.
 */
export function guessable(name: SecretName, value: string | null): string | null {
  if (value === null) return null
  const { different } = strengths[name]
  if (new Set(value).size < different) return `has fewer than ${different} different characters`
  return isRepeated(value) ? 'is one piece again and again' : null
}
