import type {
  AccountFacts,
  Letter,
  LetterGoing,
  LetterWriter,
  WrittenLetter,
} from '../../src/flow/letter.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { dayAndTime } from '../../src/flow/wording.ts'
import { mailPage, mailText, type MailPage } from './mail-page.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

const minuteMs = 60_000

/** What every letter is written with. */
interface Desk {
  readonly texts: Texts
  readonly provider: string
  readonly locale: Locale
}

type LetterOf<T extends Letter['template']> = Extract<Letter, { readonly template: T }>

/** Whole minutes that are surely left. */
const minutesIn = (lifetimeMs: number): number => Math.max(1, Math.floor(lifetimeMs / minuteMs))

function codeLetter({ texts, provider }: Desk, letter: LetterOf<'code'>): WrittenLetter {
  const { subject, text } = texts.code[letter.purpose]
  const { code, lifetimeMs } = letter
  return {
    subject: subject({ provider }),
    text: text({ provider, code, minutes: minutesIn(lifetimeMs) }),
    html: null,
  }
}

function accountLines(account: AccountFacts, { account: texts }: Texts): readonly string[] {
  const ways: Readonly<Record<string, string>> = texts.ways
  const way = ways[account.signedUpWith ?? 'other'] ?? texts.ways.other
  const hasEmail = account.loginEmail !== null
  return [
    texts.id({ id: account.id }),
    account.loginEmail === null
      ? texts.noLoginEmail
      : texts.loginEmail({ email: account.loginEmail }),
    texts.signedUpWith({ way }),
    hasEmail ? texts.next.email : texts.next.other,
  ]
}

function accountLetter(
  { texts, provider }: Desk,
  { accounts }: LetterOf<'account-information'>,
): WrittenLetter {
  const parts = [
    texts.account.opening({ provider }),
    ...accounts.flatMap((account) => accountLines(account, texts)),
    texts.account.notYou,
  ]
  return { subject: texts.account.subject({ provider }), text: parts.join('\n'), html: null }
}

function mail(page: MailPage): WrittenLetter {
  return { subject: page.title, text: mailText(page), html: mailPage(page) }
}

function resetLetter({ texts, provider, locale }: Desk, letter: LetterOf<'reset-password'>) {
  const { reset } = texts
  return mail({
    locale,
    title: reset.subject({ provider }),
    before: [reset.asked({ provider })],
    button: reset.button,
    orCopy: texts.orCopy,
    url: letter.url,
    after: [reset.lifetime({ minutes: minutesIn(letter.lifetimeMs) }), reset.notYou],
  })
}

function changedLetter(
  { texts, provider, locale }: Desk,
  { url, at }: LetterOf<'password-changed'>,
  medium: LetterGoing['medium'],
): WrittenLetter {
  const { changed } = texts
  const time = dayAndTime(at, locale)
  const subject = changed.subject({ provider })
  if (medium === 'sms') return { subject, text: changed.sms({ provider, time, url }), html: null }
  return mail({
    locale,
    title: subject,
    before: [changed.what({ provider, time }), changed.ifYou, changed.ifNotYou],
    button: changed.button,
    orCopy: texts.orCopy,
    url,
    after: [changed.care],
  })
}

function channelChangedLetter(
  { texts, provider, locale }: Desk,
  { channel, url, at }: LetterOf<'channel-changed'>,
  medium: LetterGoing['medium'],
): WrittenLetter {
  const { changed, channelChanged } = texts
  const facts = { provider, channel, time: dayAndTime(at, locale) }
  const subject = channelChanged.subject(facts)
  if (medium === 'sms') return { subject, text: channelChanged.sms({ ...facts, url }), html: null }
  return mail({
    locale,
    title: subject,
    before: [channelChanged.what(facts), changed.ifYou, changed.ifNotYou],
    button: changed.button,
    orCopy: texts.orCopy,
    url,
    after: [changed.care],
  })
}

function confirmLetter(
  { texts, provider, locale }: Desk,
  { url, code, codeLifetimeMs, linkLifetimeMs }: LetterOf<'confirm-channel'>,
): WrittenLetter {
  const { confirm } = texts
  return mail({
    locale,
    title: confirm.subject({ provider }),
    before: [confirm.asked({ provider })],
    button: confirm.button,
    orCopy: texts.orCopy,
    url,
    after: [
      confirm.lifetime({ minutes: minutesIn(linkLifetimeMs) }),
      confirm.code({ provider, code, minutes: minutesIn(codeLifetimeMs) }),
      confirm.notYou,
    ],
  })
}

function claimedLetter({ texts, provider, locale }: Desk, at: number): WrittenLetter {
  const text = texts.claimed.text({ provider, time: dayAndTime(at, locale) })
  return { subject: texts.claimed.subject({ provider }), text, html: null }
}

function lockedLetter({ texts, provider, locale }: Desk, until: number): WrittenLetter {
  const text = texts.locked.text({ provider, time: dayAndTime(until, locale) })
  return { subject: texts.locked.subject({ provider }), text, html: null }
}

function waitingLetter(
  { texts, provider }: Desk,
  { number, url }: LetterOf<'support-waiting'>,
): WrittenLetter {
  const subject = texts.waiting.subject({ provider, number })
  return { subject, text: texts.waiting.text({ provider, number, url }), html: null }
}

function recoveryLetter(
  { texts, provider, locale }: Desk,
  { url, readyAt }: LetterOf<'recovery-announced'>,
): WrittenLetter {
  const text = texts.recovery.text({ provider, url, time: dayAndTime(readyAt, locale) })
  return { subject: texts.recovery.subject({ provider }), text, html: null }
}

function reminderLetter(
  { texts, provider }: Desk,
  { channel, mask }: LetterOf<'channel-reminder'>,
): WrittenLetter {
  const text = texts.reminder.text({ provider, channel, mask })
  return { subject: texts.reminder.subject({ provider }), text, html: null }
}

function write(desk: Desk, letter: Letter, medium: LetterGoing['medium']): WrittenLetter {
  switch (letter.template) {
    case 'code':
      return codeLetter(desk, letter)
    case 'account-information':
      return accountLetter(desk, letter)
    case 'reset-password':
      return resetLetter(desk, letter)
    case 'password-changed':
      return changedLetter(desk, letter, medium)
    case 'channel-changed':
      return channelChangedLetter(desk, letter, medium)
    case 'confirm-channel':
      return confirmLetter(desk, letter)
    case 'email-claimed':
      return claimedLetter(desk, letter.at)
    case 'sign-in-locked':
      return lockedLetter(desk, letter.until)
    case 'support-waiting':
      return waitingLetter(desk, letter)
    case 'recovery-announced':
      return recoveryLetter(desk, letter)
    case 'channel-reminder':
      return reminderLetter(desk, letter)
    default:
      return letter satisfies never
  }
}

/**
 * Writes what goes to phones and mailboxes, in the words of the catalogue. A mail has a subject without the code,
 * since a subject shows on a locked screen; a text to a phone has neither subject nor HTML.
 */
export function letterWriter(provider: string): LetterWriter {
  return (letter, { medium, locale }) => {
    const written = write({ texts: catalogue[locale], provider, locale }, letter, medium)
    return medium === 'email' ? written : { ...written, subject: null, html: null }
  }
}
