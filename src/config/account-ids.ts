import { isAccountId, twelveDigits, type AccountIds } from '../domain/account-id.ts'
import { looksLikePassword } from '../domain/typed-secret.ts'
import type { Environment } from './environment.ts'
import { needs, type Rule } from './rule.ts'

/** How account IDs look, as far as the environment says. */
export function accountIdsOf(env: Environment): AccountIds {
  return Object.freeze({
    pattern: env.ACCOUNT_ID_PATTERN ?? twelveDigits.pattern,
    example: env.ACCOUNT_ID_EXAMPLE ?? twelveDigits.example,
  })
}

/** Whether the demonstration accounts, whose IDs are twelve digits, could be asked for. */
function takesDemoIds(env: Environment): boolean {
  return isAccountId(twelveDigits.example, accountIdsOf(env))
}

/** Whether they are loaded into an empty store. */
export function loadsDemo(env: Environment): boolean {
  return env.DEMO_ACCOUNTS ?? (env.NODE_ENV !== 'production' && takesDemoIds(env))
}

/** What would leave people without a way to type their account ID. */
export const accountIdRefusals: readonly Rule[] = [
  (env) =>
    env.ACCOUNT_ID_PATTERN !== undefined && env.ACCOUNT_ID_EXAMPLE === undefined
      ? needs('ACCOUNT_ID_EXAMPLE', 'ACCOUNT_ID_PATTERN needs an ID that it takes, to show people')
      : null,
  (env) =>
    env.ACCOUNT_ID_EXAMPLE !== undefined && !isAccountId(env.ACCOUNT_ID_EXAMPLE, accountIdsOf(env))
      ? `ACCOUNT_ID_EXAMPLE is "${env.ACCOUNT_ID_EXAMPLE}": it must be an ID that ACCOUNT_ID_PATTERN takes (without one, twelve digits)`
      : null,
  (env) =>
    looksLikePassword(accountIdsOf(env).example).found
      ? 'ACCOUNT_ID_EXAMPLE looks like a password, and what does so is never read in the chat: such IDs could not be typed'
      : null,
  (env) =>
    env.DEMO_ACCOUNTS === true && !takesDemoIds(env)
      ? 'DEMO_ACCOUNTS is "true": the IDs of these accounts are twelve digits, which ACCOUNT_ID_PATTERN does not take'
      : null,
]
