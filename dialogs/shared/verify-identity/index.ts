import { catalogueOf } from '../../../src/flow/catalogue.ts'
import type { Answers } from '../../../src/flow/concern.ts'
import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { Choice, View } from '../../../src/flow/reply.ts'
import { valueForm, viewOf } from '../../../src/flow/view.ts'
import { duration } from '../../../src/flow/wording.ts'
import { codeAnswers, mailedCodeAnswers } from '../../words/answers.ts'
import { codeNotice, resendAtIn } from '../../words/code-notice.ts'
import { lostWayChoice, personChoice } from '../../words/shared.ts'
import { contextSchema, otherWays, type Context } from './context.ts'
import { machine } from './machine.ts'
import { pageView } from './page-view.ts'
import { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]
type Way = Context['ways'][number]

/** A way is named with its mask; two buttons of one medium stay apart, and its owner recognises it. */
function wayChoice({ id, medium, mask }: Way, locale: Locale): Choice {
  const wordsOf = ({ ways }: Texts) => ({
    label: ways[medium].label({ mask }),
    also: ways[medium].also,
  })
  return catalogue.choiceOf(`way:${id}`, wordsOf, locale)
}

/** What is said before the question, as whole sentences; null when there is nothing to say. */
function noticeText(texts: Texts, input: ViewInput<Context>): string | null {
  const { notice, lookup } = input.context
  if (notice?.kind === 'bad-way') return texts.notices.badWay
  if (notice?.kind === 'code-resent' && lookup !== null) return texts.notices.strangerResent
  return codeNotice(texts, input)
}

function codeQuestion(texts: Texts, { context, locale, now }: ViewInput<Context>): string {
  const { codeExpiresAt, lookup, ways, way: chosen } = context
  if (codeExpiresAt === null) return texts.noCodeYet
  if (codeExpiresAt <= now) return texts.codeOver
  const validFor = duration(codeExpiresAt - now, locale)
  const way = ways.find(({ id }) => id === chosen)
  if (lookup !== null || way === undefined) return texts.askCode.stranger({ validFor })
  return texts.askCode[way.medium]({ mask: way.mask, validFor })
}

/** "What is the code?" would be no question while there is none that works. */
function briefly(texts: Texts, { context, now }: ViewInput<Context>): string | null {
  const { codeExpiresAt, notice } = context
  if (codeExpiresAt === null) return null
  if (notice?.kind === 'expired-code') return texts.brieflyOver
  return codeExpiresAt > now ? texts.briefly : null
}

/** Where the code went; to a phone, as far as somebody who is not known is told. */
function mediumOf({ ways, way, lookup }: Context): Way['medium'] {
  const chosen = lookup === null ? ways.find(({ id }) => id === way) : undefined
  return chosen?.medium ?? 'sms'
}

/** What is said to questions and doubts where the code is asked for; whoever has another way is shown it. */
function answersFor(context: Context, left: number, locale: Locale): Answers {
  const other = { choice: 'other-way' } as const
  return mediumOf(context) === 'email'
    ? { ...mailedCodeAnswers(left, locale), 'by-text': other }
    : { ...codeAnswers(left, locale), 'by-mail': other }
}

function shown(
  prompt: Prompt,
  texts: Texts,
  input: ViewInput<Context>,
): Pick<View, 'question'> & Partial<View> {
  const { context, locale } = input
  switch (prompt) {
    case 'ask-code': {
      const left = (context.codeExpiresAt ?? input.now) - input.now
      const { code: label, example: placeholder, verify } = texts.form
      const own = (['resend', 'other-way'] as const).map((id) => catalogue.choice(id, locale))
      return {
        question: codeQuestion(texts, input),
        briefly: briefly(texts, input),
        choices: [...own, lostWayChoice(mediumOf(context), locale), personChoice(locale)],
        form: valueForm({ kind: 'code', label, placeholder }, verify),
        expects: 'value',
        answers: answersFor(context, left, locale),
      }
    }
    case 'ask-verification-method': {
      const others = otherWays(context)
      return {
        question: others.length === 0 ? texts.noOtherWay : texts.askWay,
        choices: [...others.map((way) => wayChoice(way, locale)), personChoice(locale)],
      }
    }
    default:
      return prompt satisfies never
  }
}

function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue.texts(input.locale)
  return viewOf(prompt, texts, {
    ...shown(prompt, texts, input),
    notice: noticeText(texts, input),
    resendAt: resendAtIn(input.context.notice),
    status: texts.status[input.context.purpose],
  })
}

/** A code that shows who somebody is, for every flow that changes something (S57, S58). */
export const verifyIdentity = defineDialog({
  id: 'verify-identity',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  pageView,
})
