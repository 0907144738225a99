import { channelNames, type Account, type ChannelName } from '../domain/account.ts'
import { channelMedium, isSettled, isVerified } from '../domain/channel.ts'
import { localeFor, type Locale } from '../flow/locale.ts'
import type { Letter } from '../flow/letter.ts'
import { makeLink } from './link.ts'
import { post } from './outbox.ts'
import type { ServiceDeps } from './turn-context.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** An address that messages go to. */
interface Address {
  readonly address: string
  readonly medium: 'sms' | 'email'
}

function addressesIn(account: Account, names: readonly ChannelName[]): readonly Address[] {
  const proven = names.flatMap((name) => {
    const address = account[name]
    if (address === null || !isVerified(account, name)) return []
    return [[address, { address, medium: channelMedium[name] }] as const]
  })
  return [...new Map(proven).values()]
}

/** Every address that an account has proven, each once however many roles it has. */
export function provenAddresses(account: Account): readonly Address[] {
  return addressesIn(account, channelNames)
}

/** The proven addresses that no change brought that could still be undone; all of them when there are no others. */
function settledAddresses(account: Account, since: number): readonly Address[] {
  const settled = channelNames.filter((name) => isSettled(account, name, since))
  const addresses = addressesIn(account, settled)
  return addresses.length > 0 ? addresses : provenAddresses(account)
}

/**
 * Tells every proven address of an account that something was changed, each with a link of its own to undo it
 * (NIST SP 800-63B-4 section 4.6; S89). One that came by a change that can still be undone gets none: its holder could
 * undo what the owner does against them. A notice is owed by the change, so no limit holds it back.
 */
export async function tellOfChange(
  deps: ServiceDeps,
  work: UnitOfWork,
  told: {
    readonly account: Account
    readonly change: string
    readonly locale: Locale
    readonly letter: (url: string) => Letter
  },
): Promise<void> {
  const { account, change } = told
  const locale = localeFor(account.locale) ?? told.locale
  for (const { address, medium } of settledAddresses(account, work.now - deps.policy.undoMs)) {
    const link = await makeLink(deps, work, {
      page: 'undo',
      subject: `${change}:${deps.sealer.handle('address', address)}`,
      account: account.id,
      binding: { conversation: '', flow: '', run: '' },
      lifetimeMs: deps.policy.undoMs,
      payload: { account: account.id, change, locale },
    })
    const letter = told.letter(link.url)
    post(deps, work, {
      message: { kind: 'letter', medium, to: address, locale, letter },
      expiresAt: link.expiresAt,
    })
  }
}
