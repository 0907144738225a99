import type { Account } from '../domain/account.ts'
import { channelMedium, isVerified, reminderAt } from '../domain/channel.ts'
import { localeFor, locales } from '../flow/locale.ts'
import { maskChannel } from './channels.ts'
import { provenAddresses } from './notices.ts'
import { post } from './outbox.ts'
import type { ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

type PostDeps = Pick<ServiceDeps, 'random' | 'sealer'>

/** Reminds by a channel that is known to arrive; an account without one hears of it in *my account* (S67). */
function remind(
  deps: PostDeps,
  work: UnitOfWork,
  { account, channel }: { account: Account; channel: 'contactMobile' | 'contactEmail' },
): void {
  const proven = provenAddresses(account)
  const to = proven.find(({ medium }) => medium === channelMedium[channel]) ?? proven[0]
  const mask = maskChannel(channel, account[channel])
  if (to === undefined || mask === null) return
  const locale = localeFor(account.locale) ?? locales[0]
  const letter = { template: 'channel-reminder', channel, mask } as const
  const message = { kind: 'letter', medium: to.medium, to: to.address, locale, letter } as const
  post(deps, work, { message })
}

function reminded(deps: PostDeps, work: UnitOfWork, account: Account): Account {
  const waiting = (account.reminders ?? []).filter(({ channel }) => !isVerified(account, channel))
  const reminders = waiting.flatMap((reminder) => {
    const at = reminderAt(reminder)
    if (at === null) return []
    if (at > work.now) return [reminder]
    remind(deps, work, { account, channel: reminder.channel })
    const next = { ...reminder, sent: reminder.sent + 1 }
    return reminderAt(next) === null ? [] : [next]
  })
  return { ...account, reminders }
}

/**
 * Does what an account's time has come for: drops a password nobody proved (S48), and reminds of a contact channel that
 * nobody has verified. An account read too early, or changed meanwhile, keeps what is not due.
 */
export function attendAccount(deps: PostDeps, work: UnitOfWork, account: Account): void {
  const { pendingPassword } = account
  const isOver = pendingPassword !== null && pendingPassword.expiresAt <= work.now
  const kept = isOver ? { ...account, pendingPassword: null } : account
  work.put('accounts', reminded(deps, work, kept))
}
