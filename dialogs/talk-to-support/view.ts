import type { Answers } from '../../src/flow/concern.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import type { NameOf, ViewInput } from '../../src/flow/dialog.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import type { Choice, View } from '../../src/flow/reply.ts'
import { viewOf } from '../../src/flow/view.ts'
import { duration } from '../../src/flow/wording.ts'
import { consentWords, unsureText } from '../words/consent.ts'
import { shared } from '../words/shared.ts'
import type { Context } from './context.ts'
import type { prompts } from './setup.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** Every language's texts. */
export const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

/** A question of this flow. */
export type Prompt = (typeof prompts)[number]

/** What a view is made with: besides the conversation's place, the names of the flows that support may offer. */
interface Input extends ViewInput<Context> {
  readonly nameOf: NameOf
}

function talkChoices({ context, locale, nameOf }: Input): readonly Choice[] {
  const { offered, isGranted } = context
  const back = catalogue.choice('hand-back', locale)
  if (isGranted) return [catalogue.choice('set-password', locale), back]
  if (offered === null) return [back]
  // Right after the offer a plain yes takes it; later a yes may be for the person of support.
  const isAsked = context.notice?.kind === 'offered'
  const names = locales.map((each) => nameOf(offered, each))
  const also = isAsked ? [...names, ...consentWords.yesItself] : names
  return [{ id: `offer:${offered}`, label: nameOf(offered, locale), also }, back]
}

function choices(prompt: Prompt, input: Input): readonly Choice[] {
  const own = (...ids: readonly Parameters<typeof catalogue.choice>[0][]) =>
    ids.map((id) => catalogue.choice(id, input.locale))
  switch (prompt) {
    case 'ask-problem':
      return []
    case 'confirm-case':
      return own('yes', 'rewrite', 'no')
    case 'with-support':
      return talkChoices(input)
    case 'ask-rating':
      return own('stars:1', 'stars:2', 'stars:3', 'stars:4', 'stars:5', 'reopen')
    case 'ask-comment':
      return own('skip')
    default:
      return prompt satisfies never
  }
}

function question(prompt: Prompt, { context, locale }: Input): string {
  const texts = catalogue.texts(locale)
  const number = context.number ?? 0
  switch (prompt) {
    case 'ask-problem':
      if (context.problem !== null) return texts.askAddition
      return context.number === null ? texts.askProblem : texts.askMore({ number })
    case 'confirm-case':
      return texts.confirmCase({ problem: context.problem ?? '' })
    case 'with-support':
      return context.agent === null
        ? texts.withSomebody
        : texts.withSupport({ name: context.agent })
    case 'ask-rating':
      return texts.askRating({ number })
    case 'ask-comment':
      return texts.askComment
    default:
      return prompt satisfies never
  }
}

/** A page that was offered before is not offered again by coming back to it. */
function pageNotice({ page, locale }: Input): string | null {
  if (page === null) return null
  const { notices, pageWords } = catalogue.texts(locale)
  return `${notices.page}\n\n${pageWords({ words: page.words })}`
}

function noticeText(input: Input, told: NonNullable<Context['notice']>): string | null {
  const { context, locale, now, nameOf } = input
  const { notices } = catalogue.texts(locale)
  const name = context.agent ?? ''
  switch (told.kind) {
    case 'too-short':
    case 'bad-choice':
    case 'added':
    case 'nudged':
    case 'password-set':
    case 'way-closed':
      return notices[told.kind]
    case 'unsure-question':
    case 'unsure-delay':
    case 'unsure-unclear':
      return unsureText(told.kind, locale)
    case 'joined':
    case 'back':
    case 'granted':
      return notices[told.kind]({ name })
    case 'step-done':
      return notices.stepDone({ name })
    case 'said':
      return shared.texts(locale).supportSaid({ name, text: told.text })
    case 'offered': {
      const step = context.offered === null ? '' : nameOf(context.offered, locale)
      return notices.offered({ name, step })
    }
    case 'delayed':
      return notices.delayed({ wait: duration(told.until - now, locale) })
    case 'ended':
    case 'silent':
      return notices[told.kind]({ number: context.number ?? 0 })
    case 'page':
      return pageNotice(input)
    default:
      return told satisfies never
  }
}

function status(prompt: Prompt, { context, locale }: Input): string {
  const texts = catalogue.texts(locale).status
  const number = context.number ?? 0
  if (prompt === 'with-support') return texts.talking({ number })
  const isOver = prompt === 'ask-rating' || prompt === 'ask-comment'
  return isOver ? texts.rating({ number }) : texts.writing
}

const expects = {
  'ask-problem': 'words',
  'confirm-case': 'choice',
  'with-support': 'words',
  'ask-rating': 'choice',
  'ask-comment': 'words',
} as const

function brieflyOf(prompt: Prompt, { context, locale }: Input): string | null {
  // In a talk with support, the question is not repeated after each message.
  if (prompt === 'with-support') return ''
  const { askProblemBriefly, confirmBriefly } = catalogue.texts(locale)
  // What was added is seen before it is sent.
  if (prompt === 'confirm-case') return context.notice?.kind === 'added' ? null : confirmBriefly
  return prompt === 'ask-problem' && context.problem === null ? askProblemBriefly : null
}

/** What is said to questions and doubts; a talk with a person is theirs alone. */
function answersFor(prompt: Prompt, locale: Locale): Answers {
  const { answers } = catalogue.texts(locale)
  const rewording = { choice: 'rewrite' } as const
  const { writing, greeting, told, anyone, readerProblem, reader, content, undo } = answers
  if (prompt === 'ask-problem') {
    const met = { writing, greeting, told, anyone, reader: readerProblem, privacy: readerProblem }
    return { ...met, private: answers.private, explains: writing }
  }
  return prompt === 'confirm-case'
    ? {
        reader,
        content: { whole: content },
        undo,
        anyone,
        rewording,
        'when-answer': answers.whenAnswer,
      }
    : {}
}

function linkOf({ context, page, locale }: Input): View['link'] {
  if (page === null || context.notice?.kind !== 'page') return null
  return { label: catalogue.texts(locale).openPage, url: page.url }
}

/** What each question shows. */
export function view(prompt: Prompt, input: Input): View {
  return viewOf(prompt, catalogue.texts(input.locale), {
    notice: input.context.notice === null ? null : noticeText(input, input.context.notice),
    question: question(prompt, input),
    briefly: brieflyOf(prompt, input),
    choices: choices(prompt, input),
    link: linkOf(input),
    expects: expects[prompt],
    status: status(prompt, input),
    answers: answersFor(prompt, input.locale),
    isQuiet: prompt === 'with-support',
    isVerbatim: prompt === 'confirm-case' || input.context.notice?.kind === 'said',
  })
}
