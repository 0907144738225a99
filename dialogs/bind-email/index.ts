import type { Answers } from '../../src/flow/concern.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import { defineDialog, type ClosingWords, type ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { pageShown, valueForm, viewOf } from '../../src/flow/view.ts'
import { lostMailbox, pageAnswers } from '../words/answers.ts'
import { newLinkChoice, notProven, sentenceIn, severalText, shared } from '../words/shared.ts'
import { unsureText } from '../words/consent.ts'
import { valueChoices } from '../words/value-entry.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]

/** After so many misses a person is named as well. */
const patience = 3

/** What the person typed is shown whole, so that a slip in it can be seen. */
function confirmation({ confirm }: Texts, { unbinds, bound, address }: Context): string {
  const after = address ?? ''
  if (unbinds) return confirm.unbind({ before: bound ?? '' })
  return bound === null ? confirm.first({ after }) : confirm.replace({ before: bound, after })
}

const candidatesOf = ({ notice, candidates }: Context) =>
  notice === 'several' ? valueChoices({ kind: notice, values: candidates }) : []

function shown(
  prompt: Prompt,
  { context, locale, page }: ViewInput<Context>,
): Pick<View, 'question'> & Partial<View> {
  const texts = catalogue.texts(locale)
  const choices = (...ids: readonly (keyof Texts['choices'])[]) =>
    ids.map((id) => catalogue.choice(id, locale))
  switch (prompt) {
    case 'ask-kind':
      return {
        question: texts.askKind({ bound: context.bound ?? '' }),
        briefly: texts.briefly[prompt],
        choices: choices('change', 'unbind'),
      }
    case 'ask-new-email': {
      const { email: label, next } = texts.form
      return {
        question: texts.askNew,
        briefly: texts.briefly[prompt],
        choices: [...candidatesOf(context), catalogue.choice('keep', locale)],
        form: valueForm({ kind: 'email', label, placeholder: 'name@example.com' }, next),
        expects: context.notice === 'several' ? 'choice' : 'value',
      }
    }
    case 'confirm-change':
      return {
        question: confirmation(texts, context),
        briefly: texts.briefly[prompt],
        choices: choices('yes', 'no'),
      }
    case 'wait-for-page':
      return {
        ...pageShown(texts, page),
        choices: [newLinkChoice(locale), ...choices('later')],
      }
    default:
      return prompt satisfies never
  }
}

/** What is said to questions and doubts. */
function answersFor(prompt: Prompt, { context, locale }: ViewInput<Context>): Answers {
  const { answers, noAddress: lacks } = catalogue.texts(locale)
  const { reader, slip } = shared.texts(locale).answers
  switch (prompt) {
    case 'ask-kind':
      return {}
    case 'ask-new-email':
      return { reader, slip, lacks, 'lost-mailbox': lostMailbox(locale) }
    case 'confirm-change': {
      const undo = context.unbinds ? answers.undoUnbind : answers.undo
      return { reader: answers.reader, undo, content: { whole: answers.notYet } }
    }
    case 'wait-for-page':
      return pageAnswers(locale)
    default:
      return prompt satisfies never
  }
}

function noticeText(context: Context, locale: Locale): string | null {
  const { notice, misses, candidates } = context
  const { notices, person } = catalogue.texts(locale)
  if (notice === null) return null
  if (notice === 'unsure-question' || notice === 'unsure-delay' || notice === 'unsure-unclear') {
    return unsureText(notice, locale)
  }
  if (notice === 'several') return severalText({ values: candidates }, locale)
  return misses >= patience ? `${notices[notice]} ${person}` : notices[notice]
}

function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue.texts(input.locale)
  const notice = noticeText(input.context, input.locale)
  return viewOf(prompt, texts, {
    ...shown(prompt, input),
    notice,
    answers: answersFor(prompt, input),
    status: texts.status,
  })
}

function boundText({ after, hasPassword, setPassword }: Output, texts: Texts): string {
  const { bound, withPassword, withoutPassword } = texts.closing
  if (hasPassword) return bound({ after })
  return (setPassword ? withPassword : withoutPassword)({ after })
}

function closingText(output: Output, locale: Locale): string {
  const texts = catalogue.texts(locale)
  const { end, why } = output
  switch (end) {
    case 'bound':
      return boundText(output, texts)
    case 'refused':
      return sentenceIn(texts.closing.refused, why, 'proof')
    case 'not-confirmed':
      return texts.closing.notConfirmed
    case 'not-proven':
      return `${texts.closing.unchanged} ${notProven(why, locale)}`
    case 'unbound':
    case 'left':
      return texts.closing[end]
    default:
      return end satisfies never
  }
}

function closing(output: Output, locale: Locale): ClosingWords {
  const text = closingText(output, locale)
  if (output.end === 'left') return { text, next: [] }
  const next = output.end === 'not-proven' ? 'talk-to-support' : 'my-account'
  return { text, handback: text, next: [next] }
}

/** Bind email: the address somebody signs in with, bound, changed or given up (S6, S86). */
export const bindEmail = defineDialog({
  id: 'bind-email',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  isReached: ({ end }) => end === 'bound' || end === 'unbound',
  closing,
})
