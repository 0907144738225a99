import { choice } from '../../src/flow/choice.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { dayAndTime } from '../../src/flow/wording.ts'
import type { Context } from './context.ts'
import { stepsOf, type prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** Every language's texts. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

type Prompt = (typeof prompts)[number]

/** How a case stands, in one sentence or two. */
function standingOf({ context, locale }: ViewInput<Context>): string {
  const { support } = context
  if (support === null) return ''
  const texts = catalogue[locale].standing
  const { number, state } = support
  const opened = dayAndTime(support.openedAt, locale)
  const changed = dayAndTime(support.changedAt, locale)
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

/** What each question shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const { context, locale } = input
  const texts = catalogue[locale]
  const isStep = prompt === 'ask-case-step'
  const ids = isStep ? stepsOf(context) : (['yes', 'no'] as const)
  return {
    notice: context.notice === null ? null : texts.badChoice,
    question: isStep
      ? texts.askStep({ standing: standingOf(input) })
      : texts.confirmWithdraw({ number: context.support?.number ?? 0 }),
    briefly: isStep && context.notice !== null ? texts.askStepBriefly : null,
    choices: ids.map((id) => choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)),
    form: null,
    link: null,
    expects: 'choice',
    help: texts.help[prompt],
    why: texts.why[prompt],
    status: isStep ? standingOf(input) : texts.status,
  }
}
