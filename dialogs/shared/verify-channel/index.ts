import { isContact } from '../../../src/domain/channel.ts'
import { catalogueOf } from '../../../src/flow/catalogue.ts'
import type { Answers } from '../../../src/flow/concern.ts'
import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { Choice, View } from '../../../src/flow/reply.ts'
import { valueForm, viewOf } from '../../../src/flow/view.ts'
import { duration } from '../../../src/flow/wording.ts'
import { codeAnswers, mailedCodeAnswers } from '../../words/answers.ts'
import { codeNotice, resendAtIn } from '../../words/code-notice.ts'
import { lostWayChoice, personChoice, shared } from '../../words/shared.ts'
import { contextSchema, type Context } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

function question(texts: Texts, { context, locale, now }: ViewInput<Context>): string {
  const { codeExpiresAt, channel, medium, mask } = context
  if (codeExpiresAt === null) return texts.noCodeYet
  if (codeExpiresAt <= now) return texts.codeOver
  const facts = { mask, validFor: duration(codeExpiresAt - now, locale) }
  return texts.askCode[channel === 'contactEmail' ? channel : medium](facts)
}

function choices({ channel, medium }: Context, locale: Locale): readonly Choice[] {
  // Only a contact channel may wait; any other is changed with the code or not at all.
  const ids = [
    'resend',
    'other-value',
    ...(isContact(channel) ? (['later'] as const) : []),
  ] as const
  return [
    ...ids.map((id) => catalogue.choice(id, locale)),
    lostWayChoice(medium, locale),
    personChoice(locale),
  ]
}

/** What is said to questions and doubts; nobody needs the new number or address to be the one of that phone. */
function answersOf({ context, locale, now }: ViewInput<Context>): Answers {
  const { codeExpiresAt, medium, channel } = context
  const left = (codeExpiresAt ?? now) - now
  const { reader } = shared.texts(locale).answers
  const answers = medium === 'sms' ? codeAnswers(left, locale) : mailedCodeAnswers(left, locale)
  const wait = isContact(channel) ? { lacks: { choice: 'later' } as const } : {}
  return { ...answers, ...wait, reader }
}

function view(prompt: (typeof prompts)[number], input: ViewInput<Context>): View {
  const { context, locale, now } = input
  const texts = catalogue.texts(locale)
  const { code: label, example: placeholder, verify } = texts.form
  const isLive = context.codeExpiresAt !== null && context.codeExpiresAt > now
  return viewOf(prompt, texts, {
    notice: codeNotice(texts, input),
    resendAt: resendAtIn(context.notice),
    question: question(texts, input),
    briefly: isLive ? texts.briefly : null,
    choices: choices(context, locale),
    form: valueForm({ kind: 'code', label, placeholder }, verify),
    expects: 'value',
    status: texts.status,
    answers: answersOf(input),
  })
}

/** A code to a new number or address, for every flow that puts one in place (S72, S73). */
export const verifyChannel = defineDialog({
  id: 'verify-channel',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
})
