import { catalogueOf } from '../../src/flow/catalogue.ts'
import { defineDialog, type ClosingWords, type ViewInput } from '../../src/flow/dialog.ts'
import type { Answers } from '../../src/flow/concern.ts'
import { rungOf } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice, View } from '../../src/flow/reply.ts'
import { pageShown, valueForm, viewOf } from '../../src/flow/view.ts'
import { pageAnswers } from '../words/answers.ts'
import {
  againStep,
  newLinkChoice,
  notProven,
  personChoice,
  sentenceIn,
  severalText,
} from '../words/shared.ts'
import { idField, valueChoices } from '../words/value-entry.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]

function noticeText({ context, locale }: ViewInput<Context>): string | null {
  const { notices, nudge } = catalogue.texts(locale)
  const { notice, misses } = context
  switch (notice?.kind) {
    case undefined:
      return null
    case 'reminded':
      return notices.reminded
    case 'several':
      return severalText(notice, locale)
    case 'not-proven':
      return notProven(notice.why, locale)
    case 'bad-account-id': {
      const what = sentenceIn(notices.accountId, notice.reason, 'other-signs')
      const more = nudge[rungOf(misses)]
      return `${what} ${typeof more === 'string' ? more : more(context.accountIds)}`
    }
    default:
      return notice satisfies never
  }
}

/** What is said to questions and doubts about the page, where there is a code as well. */
function answersAt(locale: Locale): Answers {
  const { lacks: text, done } = catalogue.texts(locale).answers
  const lacks = { text, offers: ['reset-password'] } as const
  return { ...pageAnswers(locale), done, lacks, forgot: lacks }
}

type Shown = Pick<View, 'question'> & Partial<View>

function shown(prompt: Prompt, { context, locale, page }: ViewInput<Context>): Shown {
  const texts = catalogue.texts(locale)
  switch (prompt) {
    case 'wait-for-page':
      return {
        ...pageShown(texts, page),
        choices: [newLinkChoice(locale), catalogue.choice('use-code', locale)],
        answers: { ...answersAt(locale), 'by-text': { choice: 'use-code' } },
      }
    case 'ask-account-id': {
      const { accountId: label, next } = texts.form
      const { example } = context.accountIds
      return {
        question: texts.askAccountId({ example }),
        briefly: texts.briefly[prompt],
        choices: [...valueChoices(context.notice), catalogue.choice('use-page', locale)],
        form: valueForm({ kind: idField(context.accountIds), label, placeholder: example }, next),
        expects: context.notice?.kind === 'several' ? 'choice' : 'value',
      }
    }
    default:
      return prompt satisfies never
  }
}

function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue.texts(input.locale)
  const notice = noticeText(input)
  return viewOf(prompt, texts, { ...shown(prompt, input), notice, status: texts.status })
}

/** The same where no texts can be sent: the page is the only way. */
function viewByPage(prompt: Prompt, input: ViewInput<Context>): View {
  const { locale, page } = input
  const { pageOnly, ...texts } = catalogue.texts(locale)
  if (prompt !== 'wait-for-page') return view(prompt, input)
  const { waiting, help, lacks: text } = pageOnly
  const lacks = { text, offers: ['reset-password', 'talk-to-support'] } as const
  return {
    ...view(prompt, input),
    ...pageShown({ ...texts, waiting }, page),
    choices: [newLinkChoice(locale), askingForCode(locale)],
    answers: { ...answersAt(locale), lacks, forgot: lacks },
    help,
  }
}

/** What somebody who is signed in comes for; their account need not be found. */
const ownSteps = [
  'my-account',
  'change-password',
  'change-contact',
  'change-recovery',
  'bind-email',
] as const

/** Whoever asks for a code that cannot be sent is offered a person. */
function askingForCode(locale: Locale): Choice {
  const [person, code] = [personChoice(locale), catalogue.choice('use-code', locale)]
  return { ...person, also: [...person.also, code.label, ...code.also] }
}

function closing({ signedIn }: Output, locale: Locale): ClosingWords {
  const texts = catalogue.texts(locale).closing
  return signedIn
    ? { text: texts.signedIn, next: ownSteps }
    : { text: texts.notSignedIn, next: [againStep('sign-in', locale)] }
}

const parts = {
  id: 'sign-in',
  catalogue,
  machine,
  contextSchema,
  prompts,
  isReached: ({ signedIn }: Output) => signedIn,
  closing,
} as const

/** Sign-in, for the flows that need it and for whoever asks for it (S55). */
export const signIn = defineDialog({ ...parts, view })

/** Sign-in by the page alone, where no code can be texted. */
export const signInByPage = defineDialog({ ...parts, view: viewByPage })
