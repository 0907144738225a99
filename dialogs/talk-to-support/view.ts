import { choice } from '../../src/flow/choice.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice, View } from '../../src/flow/reply.ts'
import { duration } from '../../src/flow/wording.ts'
import { supportWords } from '../words/support-words.ts'
import type { Context } from './context.ts'
import type { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** Every language's texts. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** A question of this flow. */
export type Prompt = (typeof prompts)[number]

type Input = ViewInput<Context>

function plain(id: 'yes' | 'rewrite' | 'no' | 'reopen', locale: Locale): Choice {
  return choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)
}

/** Whoever wants to work on a closed case again says this, also when the talk is over. */
export const reopenChoice = (locale: Locale): Choice => plain('reopen', locale)

function starChoices(locale: Locale): readonly Choice[] {
  return ([1, 2, 3, 4, 5] as const).map((stars) =>
    choice(
      `stars:${stars}`,
      { en: en.choices.stars[stars], 'zh-CN': zhCn.choices.stars[stars] },
      locale,
    ),
  )
}

function talkChoices({ offered, isGranted }: Context, locale: Locale): readonly Choice[] {
  const back = choice(
    'hand-back',
    { en: en.choices.handBack, 'zh-CN': zhCn.choices.handBack },
    locale,
  )
  const granted = choice(
    'set-password',
    { en: en.choices.setPassword, 'zh-CN': zhCn.choices.setPassword },
    locale,
  )
  if (isGranted) return [granted, back]
  if (offered === null) return [back]
  const label = supportWords[locale].steps[offered]
  const also = Object.values(supportWords).map(({ steps }) => steps[offered])
  return [{ id: `offer:${offered}`, label, also }, back]
}

function choices(prompt: Prompt, { context, locale }: Input): readonly Choice[] {
  switch (prompt) {
    case 'ask-problem':
      return []
    case 'confirm-case':
      return (['yes', 'rewrite', 'no'] as const).map((id) => plain(id, locale))
    case 'with-support':
      return talkChoices(context, locale)
    case 'ask-rating':
      return [...starChoices(locale), plain('reopen', locale)]
    case 'ask-comment': {
      const words = { en: en.choices.skipComment, 'zh-CN': zhCn.choices.skipComment }
      return [choice('skip', words, locale)]
    }
    default:
      return prompt satisfies never
  }
}

function question(prompt: Prompt, { context, locale }: Input): string {
  const texts = catalogue[locale]
  const number = context.number ?? 0
  switch (prompt) {
    case 'ask-problem':
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
  const { notices, pageWords } = catalogue[locale]
  return `${notices.page}\n\n${pageWords({ words: page.words })}`
}

function noticeText(input: Input, told: NonNullable<Context['notice']>): string | null {
  const { context, locale, now } = input
  const { notices } = catalogue[locale]
  const { said, steps } = supportWords[locale]
  const name = context.agent ?? ''
  switch (told.kind) {
    case 'too-short':
    case 'bad-choice':
    case 'nudged':
    case 'password-set':
    case 'way-closed':
      return notices[told.kind]
    case 'joined':
    case 'back':
    case 'granted':
      return notices[told.kind]({ name })
    case 'step-done':
      return notices.stepDone({ name })
    case 'said':
      return said({ name, text: told.text })
    case 'offered':
      return notices.offered({ name, step: context.offered === null ? '' : steps[context.offered] })
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
  const texts = catalogue[locale].status
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

function brieflyOf(prompt: Prompt, { locale }: Input): string | null {
  // Whoever talks with a person is not told so again with every word.
  if (prompt === 'with-support') return ''
  return prompt === 'ask-problem' ? catalogue[locale].askProblemBriefly : null
}

function linkOf({ context, page, locale }: Input): View['link'] {
  if (page === null || context.notice?.kind !== 'page') return null
  return { label: catalogue[locale].openPage, url: page.url }
}

/** What each question shows. */
export function view(prompt: Prompt, input: Input): View {
  const { help, why } = catalogue[input.locale]
  return {
    notice: input.context.notice === null ? null : noticeText(input, input.context.notice),
    question: question(prompt, input),
    briefly: brieflyOf(prompt, input),
    choices: choices(prompt, input),
    form: null,
    link: linkOf(input),
    expects: expects[prompt],
    help: help[prompt],
    why: why[prompt],
    status: status(prompt, input),
    isQuiet: prompt === 'with-support',
    isVerbatim: prompt === 'confirm-case' || input.context.notice?.kind === 'said',
  }
}
