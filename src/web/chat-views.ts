import type { Locale } from '../flow/locale.ts'
import type { FormAnswer } from '../ports/chat-form.ts'
import { assetAt } from './asset-names.ts'
import { fieldLooks, promptKinds } from './chat-fields.ts'
import { linesOf, plainQuestion, questionOf } from './chat-lines.ts'
import type { ChatPlace, ChatView } from './chat-markup.ts'
import { textsFor } from './texts.ts'

/** The assistant's words that the page shows before its script runs. */
export interface ChatWords {
  /** What each flow is called, for the progress line. */
  readonly flowNames: (locale: Locale) => Readonly<Record<string, string>>
  /** What the assistant says to somebody new. */
  readonly opening: (locale: Locale) => {
    readonly text: string
    readonly choices: readonly string[]
  }
}

/** The language and the place that a view is made for. */
export interface Shown {
  readonly locale: Locale
  readonly place: ChatPlace
}

/** What the page's script has to know: its texts, and how each question is drawn. */
export function scriptTexts({ flowNames }: ChatWords, locale: Locale): object {
  const { chat, starts, check } = textsFor(locale)
  const { inChat, verifying, verified, inChatFailed, inChatGone } = check
  return {
    ...chat,
    flows: flowNames(locale),
    starts,
    kinds: promptKinds,
    fields: fieldLooks,
    check: { inChat, verifying, verified, inChatFailed, inChatGone },
    worker: assetAt('altcha-worker.js'),
  }
}

/** The first words to somebody new; there is no chat yet. */
export function openingView(words: ChatWords, { locale, place }: Shown): ChatView {
  const { text, choices } = words.opening(locale)
  return {
    locale,
    place,
    lines: [{ isMine: false, text, links: [], step: '' }],
    question: { ...plainQuestion, choices },
    flow: null,
    isOpening: true,
    carried: { token: '', state: '' },
    isUnkept: false,
    session: null,
    typed: '',
    texts: scriptTexts(words, locale),
  }
}

/** The whole chat after a message that came without a script. */
export function heardView(
  words: ChatWords,
  { locale, place }: Shown,
  { entries, token, conversationId, userId }: Extract<FormAnswer, { token: string }>,
): ChatView {
  const question = questionOf(entries)
  const names = words.flowNames(locale)
  return {
    locale,
    place,
    lines: linesOf(entries),
    question,
    flow: Object.hasOwn(names, question.flow) ? (names[question.flow] ?? null) : null,
    isOpening: false,
    carried: { token, state: entries.at(-1)?.id ?? '' },
    isUnkept: false,
    session: { conversationId, userId, token },
    typed: '',
    texts: scriptTexts(words, locale),
  }
}
