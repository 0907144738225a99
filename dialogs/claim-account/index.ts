import { claimFields, type ClaimField } from '../../src/domain/claim.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import {
  defineDialog,
  type ClosingWords,
  type Moment,
  type ViewInput,
} from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { viewOf } from '../../src/flow/view.ts'
import { dayAndTime, duration } from '../../src/flow/wording.ts'
import { unsureText } from '../words/consent.ts'
import { personChoice } from '../words/shared.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine } from './machine.ts'
import { dispensable, prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]

/** What is asked for at a prompt; null where it is a yes. */
function fieldOf(prompt: Prompt): ClaimField | null {
  return claimFields.find((field) => prompt === `ask-claim-${field}`) ?? null
}

function noticeText(texts: Texts, { context, locale }: ViewInput<Context>): string | null {
  const { notice, misses } = context
  if (notice === null) return null
  if (notice === 'too-short') return misses > 1 ? texts.tooShort.more : texts.tooShort.first
  return unsureText(notice, locale)
}

/** The whole form; the account as it was typed, so that a slip in it can be seen. */
function confirmation(texts: Texts, { claim, named }: Context): string {
  const lines = claimFields.map((field) => {
    const value = (field === 'account' ? named?.value : null) ?? claim[field] ?? texts.notKnown
    return texts.line({ label: texts.labels[field], value })
  })
  return texts.confirm({ lines: lines.join('\n') })
}

function shown(
  texts: Texts,
  field: ClaimField | null,
  { context, locale }: ViewInput<Context>,
): Pick<View, 'question'> & Partial<View> {
  const own = (...ids: readonly (keyof Texts['choices'])[]) =>
    ids.map((id) => catalogue.choice(id, locale))
  if (field === null) {
    return {
      question: confirmation(texts, context),
      briefly: texts.confirmBriefly,
      choices: own('yes', 'rewrite', 'no'),
      answers: {
        reader: texts.answers.reader,
        'when-answer': texts.answers.whenAnswer,
        content: { whole: texts.answers.content },
        undo: texts.answers.undo,
        rewording: { choice: 'rewrite' },
      },
      isVerbatim: true,
    }
  }
  return {
    question: texts.ask[field],
    briefly: texts.briefly[field],
    choices: [...(dispensable.has(field) ? own('not-known') : []), personChoice(locale)],
    expects: 'words',
  }
}

function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue.texts(input.locale)
  return viewOf(prompt, texts, {
    ...shown(texts, fieldOf(prompt), input),
    notice: noticeText(texts, input),
    status: texts.status,
  })
}

function closing(output: Output, locale: Locale, { now, timeZone }: Moment): ClosingWords {
  const { end, number: told, until } = output
  const texts = catalogue.texts(locale).closing
  const number = told ?? 0
  const textOf = (): string => {
    if (end === 'left') return texts.left
    if (end === 'delayed') return texts.delayed({ wait: duration((until ?? now) - now, locale) })
    if (end === 'appended') return texts.appended({ number })
    return until === null
      ? texts.opened({ number })
      : texts.openedLater({ number, time: dayAndTime(until, locale, timeZone) })
  }
  return { text: textOf(), next: [] }
}

/** The way of a company whose account left with an employee (S92). */
export const claimAccount = defineDialog({
  id: 'claim-account',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  isReached: ({ end }) => end === 'opened' || end === 'appended',
  closing,
})
