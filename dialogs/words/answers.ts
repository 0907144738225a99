import type { Answers, Met } from '../../src/flow/concern.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration } from '../../src/flow/wording.ts'
import { shared } from './shared.ts'

/** That a message in a mailbox helps nobody who cannot open it, with the people who can. */
export const lostMailbox = (locale: Locale): Met => ({
  text: shared.texts(locale).answers.lostMailbox,
  offers: ['talk-to-support'],
})

/** What is said to questions and doubts about a code, wherever it went. */
function anyCodeAnswers(leftMs: number, locale: Locale): Answers {
  const { which, validity, validityOver, badCode, sender, later, codeSlip } =
    shared.texts(locale).answers
  return {
    which,
    validity: leftMs > 0 ? validity({ duration: duration(leftMs, locale) }) : validityOver,
    'bad-code': badCode,
    content: { whole: '' },
    sender,
    later,
    slip: codeSlip,
  }
}

/**
 * What is said to questions and doubts where a code is asked for that went to a phone.
 *
 * @param leftMs how long the newest code still works, milliseconds
 */
export function codeAnswers(leftMs: number, locale: Locale): Answers {
  return {
    ...anyCodeAnswers(leftMs, locale),
    'by-text': shared.texts(locale).answers.textOnly,
    lacks: { situation: 'lost-phone' },
  }
}

/**
 * The same where the code went to a mailbox.
 *
 * @param leftMs as above
 */
export function mailedCodeAnswers(leftMs: number, locale: Locale): Answers {
  const { noMail, lostMailboxCode: text } = shared.texts(locale).answers
  const gone = { text, offers: ['talk-to-support'] } as const
  return {
    ...anyCodeAnswers(leftMs, locale),
    'lost-mailbox': gone,
    lacks: gone,
    'no-mail': noMail,
    'no-code': noMail,
  }
}

/** What is said where the chat waits for a page whose link stands in it. */
export function pageAnswers(locale: Locale): Answers {
  const { page, done, asksCode } = shared.texts(locale).answers
  return { page, done, 'asks-code': asksCode, 'old-link': { choice: 'new-link' } }
}

/** The same where a new password is set on the page. */
export const newPasswordAnswers = (locale: Locale): Answers => ({
  ...pageAnswers(locale),
  weak: shared.texts(locale).answers.weak,
})
