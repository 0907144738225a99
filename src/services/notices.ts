import {
  channelNames,
  type Account,
  type ChannelName,
  type ContactName,
} from '../domain/account.ts'
import { settledValues } from '../domain/change-chains.ts'
import { channelMedium, isContact, isVerified, reminderAt } from '../domain/channel.ts'
import { localeFor, locales, type Locale } from '../flow/locale.ts'
import type { Letter } from '../flow/letter.ts'
import { makeLink } from './link.ts'
import { post } from './outbox.ts'
import { maskForOwner, type Address } from './subject.ts'
import type { ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const changeIdBytes = 12

/** An id for a change, by which it can be undone. */
export function newChangeId({ random }: Pick<ServiceDeps, 'random'>): string {
  return Buffer.from(random.bytes(changeIdBytes)).toString('base64url')
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

/** The proven values of channels that no change brought which could still be undone, also of those it took away. */
function settledIn(
  account: Account,
  names: readonly ChannelName[],
  since: number,
): readonly Address[] {
  const proven = names.flatMap((name) =>
    settledValues(account, name, since).flatMap((value) =>
      value.address === null || !value.isVerified
        ? []
        : [[value.address, { address: value.address, medium: channelMedium[name] }] as const],
    ),
  )
  return [...new Map(proven).values()]
}

/** The same of all channels; where there are none, every address that is proven. */
function settledAddresses(account: Account, since: number): readonly Address[] {
  const addresses = settledIn(account, channelNames, since)
  return addresses.length > 0 ? addresses : provenAddresses(account)
}

/**
 * Every address that the owner may read: those that are proven, and those that no change brought which could still be
 * undone, a replaced one among them.
 *
 * @param since epoch ms: older changes cannot be undone any more
 */
export function ownersAddresses(account: Account, since: number): readonly Address[] {
  const all = [...provenAddresses(account), ...settledIn(account, channelNames, since)]
  return [...new Map(all.map((each) => [each.address, each] as const)).values()]
}

/** The link of a notice, and whether it only reports; no link where the notice is a text to a phone. */
export interface NoticeLink {
  readonly url: string | null
  readonly reports: boolean
}

/** Makes the link of one notice. A text carries none: links in texts are what phishing looks like (attacks H5). */
async function noticeLink(
  deps: ServiceDeps,
  work: UnitOfWork,
  told: Pick<Told, 'account' | 'change' | 'locale'> & {
    readonly to: Address
    readonly reports: boolean
  },
): Promise<NoticeLink & { readonly expiresAt: number }> {
  const { account, change, locale, to, reports } = told
  const { undoMs } = deps.policy
  if (to.medium === 'sms') return { url: null, reports, expiresAt: work.now + undoMs }
  const { url, expiresAt } = await makeLink(deps, work, {
    page: 'undo',
    subject: `${change}:${deps.sealer.handle('address', to.address)}`,
    account: account.id,
    binding: { conversation: '', flow: '', run: '' },
    lifetimeMs: undoMs,
    payload: { account: account.id, change, reports, locale },
  })
  return { url, reports, expiresAt }
}

/** A change that is told of. */
interface Told {
  /** As it was before the change. */
  readonly account: Account
  readonly change: string
  readonly locale: Locale
  readonly letter: (link: NoticeLink) => Letter
}

/**
 * Tells the proven addresses of an account that something was changed (NIST SP 800-63B-4 section 4.6; S89). The
 * mailboxes that guard the account get a link to undo it; a contact mailbox, which proves nobody, gets one that reports
 * it and freezes the account; a phone gets words. An address that came by a change which can still be undone is left
 * out, since its holder could undo what the owner does against them; the one that it replaced is told in its place. No limit holds these notices back.
 */
export async function tellOfChange(deps: ServiceDeps, work: UnitOfWork, told: Told): Promise<void> {
  const { account } = told
  const locale = localeFor(account.locale) ?? told.locale
  const since = work.now - deps.policy.undoMs
  const guards = channelNames.filter((name) => !isContact(name))
  const guarding = new Set(
    [...addressesIn(account, guards), ...settledIn(account, guards, since)].map(
      ({ address }) => address,
    ),
  )
  for (const to of settledAddresses(account, since)) {
    const reports = !guarding.has(to.address)
    const { expiresAt, ...link } = await noticeLink(deps, work, { ...told, locale, to, reports })
    const { medium, address } = to
    const letter = told.letter(link)
    post(deps, work, {
      message: { kind: 'letter', medium, to: address, locale, letter },
      expiresAt,
    })
  }
}

type PostDeps = Pick<ServiceDeps, 'random' | 'sealer'>

/** Reminds by an address that is proven, of the same medium if there is one; an account without any is not told (S67). */
function remind(
  deps: PostDeps,
  work: UnitOfWork,
  { account, channel }: { readonly account: Account; readonly channel: ContactName },
): void {
  const proven = provenAddresses(account)
  const medium = channelMedium[channel]
  const to = proven.find((each) => each.medium === medium) ?? proven[0]
  const address = account[channel]
  if (to === undefined || address === null) return
  const locale = localeFor(account.locale) ?? locales[0]
  const mask = maskForOwner({ medium, address })
  const letter = { template: 'channel-reminder', channel, mask } as const
  const message = { kind: 'letter', medium: to.medium, to: to.address, locale, letter } as const
  post(deps, work, { message })
}

/**
 * Does what is due for an account: drops a password whose identity verification never came (S48), and reminds of
 * contact channels that are not verified (S67). What is not due yet is kept.
 */
export function attendAccount(deps: PostDeps, work: UnitOfWork, account: Account): void {
  const pending = account.pendingPassword
  const pendingPassword = pending !== null && pending.expiresAt <= work.now ? null : pending
  const waiting = (account.reminders ?? []).filter(({ channel }) => !isVerified(account, channel))
  const reminders = waiting.flatMap((reminder) => {
    const at = reminderAt(reminder)
    if (at === null) return []
    if (at > work.now) return [reminder]
    remind(deps, work, { account, channel: reminder.channel })
    const next = { ...reminder, sent: reminder.sent + 1 }
    return reminderAt(next) === null ? [] : [next]
  })
  work.put('accounts', { ...account, pendingPassword, reminders })
}
