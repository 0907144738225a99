import type { Account } from '../domain/account.ts'
import { isVerified } from '../domain/channel.ts'
import type { Letter } from '../flow/letter.ts'
import { localeFor } from '../flow/locale.ts'
import { count, standing } from './limits.ts'
import { post } from './outbox.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

/** The channels that a letter about a pause goes to: every one that is an email. So many letters are written. */
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

/** As many as there are channels: the verified emails of an account, each once, and null for every one that it has not. */
function mailboxesOf(account: Account | null): readonly (string | null)[] {
  const shown = mailboxes.map((channel) =>
    account !== null && isVerified(account, channel) ? account[channel] : null,
  )
  const further = mailboxes.flatMap((channel) => account?.further?.[channel] ?? [])
  const all = new Set([...shown, ...further].filter((address) => address !== null))
  return mailboxes.map((_, index) => [...all][index] ?? null)
}
