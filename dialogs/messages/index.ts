import type {
  AccountFacts,
  Letter,
  LetterGoing,
  LetterWriter,
  WrittenLetter,
} from '../../src/flow/letter.ts'
import { minuteMs } from '../../src/domain/durations.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { dayAndTime, withSeams } from '../../src/flow/wording.ts'
import { mailPage, mailText, type MailPage } from './mail-page.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** What every letter is written with. */
interface Desk {
  readonly texts: Texts
  readonly provider: string
  readonly locale: Locale
  /** The zone of the times: nobody knows where a text is read. */
  readonly timeZone: string
}

type LetterOf<T extends Letter['template']> = Extract<Letter, { readonly template: T }>

/** Whole minutes that are surely left. */
const minutesIn = (lifetimeMs: number): number => Math.max(1, Math.floor(lifetimeMs / minuteMs))

/** What its owner does next: no reset is mailed to a sub-user, whom the main account's administrator helps (S9). */
function nextOf({ loginEmail, signedUpWith }: AccountFacts, { next }: Texts['account']): string {
  if (signedUpWith === 'sub-user') return next.subUser
  return loginEmail === null ? next.other : next.email
}

function accountLines(account: AccountFacts, { account: texts }: Texts): readonly string[] {
  const ways: Readonly<Record<string, string>> = texts.ways
  const way = ways[account.signedUpWith ?? 'other'] ?? texts.ways.other
  return [
    texts.id({ id: account.id }),
    account.loginEmail === null
      ? texts.noLoginEmail
      : texts.loginEmail({ email: account.loginEmail }),
    texts.signedUpWith({ way }),
    nextOf(account, texts),
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

/** A mail with one link to press; the words around it depend on the letter. */
function linkMail(
  { texts, locale }: Desk,
  url: string,
  page: Omit<MailPage, 'locale' | 'orCopy' | 'url'>,
): WrittenLetter {
  const whole = { ...page, locale, orCopy: texts.orCopy, url }
  return { subject: page.title, text: mailText(whole), html: mailPage(whole) }
}

/** A letter that is one text, by mail and by phone alike. */
function plain<F>(
  words: { readonly subject: (p: F) => string; readonly text: (p: F) => string },
  facts: F,
): WrittenLetter {
  return { subject: words.subject(facts), text: words.text(facts), html: null }
}

function resetLetter(desk: Desk, letter: LetterOf<'reset-password'>): WrittenLetter {
  const { reset } = desk.texts
  return linkMail(desk, letter.url, {
    title: reset.subject(desk),
    before: [reset.asked(desk)],
    button: reset.button,
    after: [reset.lifetime({ minutes: minutesIn(letter.lifetimeMs) }), reset.notYou],
  })
}

/** That a password or a channel was changed, with the page that takes it back. */
function changedLetter(
  desk: Desk,
  letter: LetterOf<'password-changed'> | LetterOf<'channel-changed'>,
  medium: LetterGoing['medium'],
): WrittenLetter {
  const { changed } = desk.texts
  const facts = { provider: desk.provider, time: dayAndTime(letter.at, desk.locale, desk.timeZone) }
  const told =
    letter.template === 'password-changed'
      ? {
          title: changed.subject(facts),
          what: changed.what(facts),
          ifNotYou: changed.disable,
          sms: changed.sms(facts),
        }
      : channelChangedWords(desk.texts, { ...facts, channel: letter.channel })
  if (medium === 'sms' || letter.url === null) {
    return { subject: told.title, text: told.sms, html: null }
  }
  return linkMail(desk, letter.url, {
    title: told.title,
    before: [told.what, changed.ifYou, letter.reports ? changed.report : told.ifNotYou],
    button: changed.button,
    after: [changed.care],
  })
}

function channelChangedWords(
  { changed, channelChanged: { subject, what, sms } }: Texts,
  facts: Parameters<Texts['channelChanged']['sms']>[0],
) {
  const ifNotYou = changed.restore
  return { title: subject(facts), what: what(facts), ifNotYou, sms: sms(facts) }
}

/** What people are about to do; a text has no link to stop it by. */
function recoveryLetter(
  { texts, provider, locale, timeZone }: Desk,
  { url, readyAt }: LetterOf<'recovery-announced'>,
): WrittenLetter {
  const { subject, text, sms } = texts.recovery
  const facts = { provider, time: dayAndTime(readyAt, locale, timeZone) }
  const written = url === null ? sms(facts) : text({ ...facts, url })
  return { subject: subject(facts), text: written, html: null }
}

function confirmLetter(desk: Desk, letter: LetterOf<'confirm-channel'>): WrittenLetter {
  const { confirm } = desk.texts
  const { provider } = desk
  const { url, code, codeLifetimeMs, linkLifetimeMs } = letter
  return linkMail(desk, url, {
    title: confirm.subject({ provider }),
    before: [confirm.asked({ provider })],
    button: confirm.button,
    after: [
      confirm.lifetime({ minutes: minutesIn(linkLifetimeMs) }),
      confirm.code({ provider, code, minutes: minutesIn(codeLifetimeMs) }),
      confirm.notYou,
    ],
  })
}

function write(desk: Desk, letter: Letter, medium: LetterGoing['medium']): WrittenLetter {
  const { texts, provider, locale, timeZone } = desk
  switch (letter.template) {
    case 'code': {
      const minutes = minutesIn(letter.lifetimeMs)
      return plain(texts.code[letter.purpose], { provider, code: letter.code, minutes })
    }
    case 'account-information':
      return accountLetter(desk, letter)
    case 'reset-password':
      return resetLetter(desk, letter)
    case 'password-changed':
    case 'channel-changed':
      return changedLetter(desk, letter, medium)
    case 'confirm-channel':
      return confirmLetter(desk, letter)
    case 'email-claimed':
      return plain(texts.claimed, { provider, time: dayAndTime(letter.at, locale, timeZone) })
    case 'sign-in-locked':
      return plain(texts.locked, { provider, time: dayAndTime(letter.until, locale, timeZone) })
    case 'codes-paused':
      return plain(texts.codesPaused, {
        provider,
        time: dayAndTime(letter.until, locale, timeZone),
      })
    case 'support-waiting':
      return plain(texts.waiting, { provider, number: letter.number, url: letter.url })
    case 'recovery-announced':
      return recoveryLetter(desk, letter)
    case 'account-frozen':
      return plain(texts.frozen, { provider, time: dayAndTime(letter.until, locale, timeZone) })
    case 'channel-reminder':
      return plain(texts.reminder, { provider, channel: letter.channel, mask: letter.mask })
    default:
      return letter satisfies never
  }
}

/**
 * Writes what goes to phones and mailboxes, in the words of the catalogue. A mail has a subject without the code,
 * since a subject shows on a locked screen; a text to a phone has neither subject nor HTML.
 *
 * @param pageUrl the address of our own pages, where codes are typed
 */
export function letterWriter(provider: string, timeZone: string, pageUrl = 'http:'): LetterWriter {
  return (letter, { medium, locale }) => {
    const desk = { texts: catalogue[locale], provider, locale, timeZone }
    const { subject, text, html } = write(desk, letter, medium)
    const written = {
      subject: subject === null ? null : withSeams(subject),
      text: withSeams(text),
      html: html === null ? null : withSeams(html),
    }
    if (medium === 'email') return written
    const bound = letter.template === 'code' ? originBound(letter.code, pageUrl) : ''
    return { subject: null, text: `${written.text}${bound}`, html: null }
  }
}

/**
 * The last line of a text by which a phone fills a code in on our own pages and offers it to no other site (the format of
 * origin-bound one-time codes); empty where pages do not come over https, which the format takes for granted.
 */
function originBound(code: string, pageUrl: string): string {
  if (!pageUrl.startsWith('https:')) return ''
  return `\n@${new URL(pageUrl).hostname} #${code}`
}
