import type { Account } from '../domain/account.ts'
import { isVerified } from '../domain/channel.ts'
import type { Letter } from '../flow/letter.ts'
import { localeFor } from '../flow/locale.ts'
import { count, standing } from './limits.ts'
import { post } from './outbox.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

/** The channels that a letter about a pause goes to: every one that is an email. */
const mailboxes = ['loginEmail', 'recoveryEmail', 'contactEmail'] as const

/**
 * Tells every verified email of an account that something is paused, once an episode, with no link (attacks F8). As
 * many letters are pretended where there is nobody to tell, so that both cost the same.
 */
export async function tellOfPause(
  deps: ServiceDeps,
  { work, locale }: Pick<Asking, 'work' | 'locale'>,
  told: {
    readonly account: Account | null
    readonly handle: string
    readonly letter: Letter
    readonly expiresAt: number
  },
): Promise<void> {
  const { account, handle, letter, expiresAt } = told
  const { allowedAt } = await standing(work, deps.rules.pauseLetters, handle)
  if (allowedAt > work.now) return
  await count(work, deps.rules.pauseLetters, handle)
  const inLocale = localeFor(account?.locale ?? null) ?? locale
  for (const to of mailboxesOf(account)) {
    const message = { kind: 'letter', medium: 'email', to, locale: inLocale, letter } as const
    post(deps, work, { message, expiresAt })
  }
}

/** Every verified email of an account once, and null for each that it has not. */
function mailboxesOf(account: Account | null): readonly (string | null)[] {
  const all = mailboxes.map((channel) =>
    account !== null && isVerified(account, channel) ? account[channel] : null,
  )
  return all.map((address, index) => (all.indexOf(address) === index ? address : null))
}
