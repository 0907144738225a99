import type { Answers } from '../../src/flow/concern.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import { defineDialog, type ClosingWords, type ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { viewOf } from '../../src/flow/view.ts'
import { dayAndTime } from '../../src/flow/wording.ts'
import { unsureText } from '../words/consent.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine, prompts, stepsOf } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

/** How a case stands, in one sentence or two. */
function standingOf({ context, locale, timeZone }: ViewInput<Context>): string {
  const { support } = context
  if (support === null) return ''
  const texts = catalogue.texts(locale).standing
  const { number, state } = support
  const opened = dayAndTime(support.openedAt, locale, timeZone)
  const changed = dayAndTime(support.changedAt, locale, timeZone)
  const agent = support.agent ?? ''
  switch (state) {
    case 'assigned':
    case 'waiting-on-team':
      return texts.held({ number, opened, agent })
    case 'waiting-on-user':
      return texts.waiting({ number, opened, agent })
    case 'new':
    case 'reopened':
      return texts[state]({ number, opened })
    case 'resolved':
    case 'closed':
    case 'withdrawn':
      return texts[state]({ number, changed })
    default:
      return state satisfies never
  }
}

function noticeText(notice: Context['notice'], locale: Locale): string | null {
  if (notice === null) return null
  return notice === 'bad-choice' ? catalogue.texts(locale).badChoice : unsureText(notice, locale)
}

/** What is said to questions and doubts; a case that is over is only told of. */
function answersFor(
  prompt: (typeof prompts)[number],
  { context, locale }: ViewInput<Context>,
): Answers {
  const { whenAnswer, undo, notYet } = catalogue.texts(locale).answers
  if (prompt === 'confirm-withdraw') {
    return { 'when-answer': whenAnswer, undo, content: { whole: notYet } }
  }
  const isOpen = stepsOf(context).includes('withdraw')
  if (!isOpen) return {}
  return {
    'when-answer': whenAnswer,
    'add-to-case': { choice: 'add' },
    'end-case': { choice: 'withdraw' },
  }
}

function view(prompt: (typeof prompts)[number], input: ViewInput<Context>): View {
  const { context, locale } = input
  const texts = catalogue.texts(locale)
  const isStep = prompt === 'ask-case-step'
  const ids = isStep ? stepsOf(context) : (['yes', 'no'] as const)
  return viewOf(prompt, texts, {
    notice: noticeText(context.notice, locale),
    question: isStep
      ? texts.askStep({ standing: standingOf(input) })
      : texts.confirmWithdraw({ number: context.support?.number ?? 0 }),
    briefly: isStep && context.notice !== null ? texts.askStepBriefly : null,
    choices: ids.map((id) => catalogue.choice(id, locale)),
    answers: answersFor(prompt, input),
    status: isStep ? standingOf(input) : texts.status,
  })
}

function closing({ end, number }: Output, locale: Locale): ClosingWords {
  const texts = catalogue.texts(locale).closing
  const isNumbered = end === 'withdrawn' || end === 'reopened'
  return { text: isNumbered ? texts[end]({ number: number ?? 0 }) : texts[end], next: [] }
}

/** A user's own support case (S79). */
export const myCase = defineDialog({
  id: 'my-case',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  isReached: ({ end }) => end === 'withdrawn' || end === 'reopened',
  closing,
  retellsClosings: true,
})
