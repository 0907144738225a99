import {
  defineDialog,
  type ClosingWords,
  type DefinedDialog,
  type Moment,
  type NameOf,
} from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { dayAndTime, duration } from '../../src/flow/wording.ts'
import { contextSchema, type Output } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { catalogue, view } from './view.ts'

function closingText(output: Output, locale: Locale, { now, timeZone }: Moment): string {
  const { end, number: told, until } = output
  const texts = catalogue.texts(locale).closing
  const number = told ?? 0
  switch (end) {
    case 'opened':
      return until === null
        ? texts.opened({ number })
        : texts.openedLater({ number, time: dayAndTime(until, locale, timeZone) })
    case 'appended':
      return texts.appended({ number })
    case 'delayed':
      return texts.delayed({ wait: duration((until ?? now) - now, locale) })
    case 'handed-back':
      return texts.handedBack({ number })
    case 'released':
    case 'over':
    case 'reopened':
      return texts[end]({ number })
    case 'too-late':
      return texts.tooLate
    case 'left':
    case 'rated':
    case 'skipped':
      return texts[end]
    default:
      return end satisfies never
  }
}

/** "Still not working" takes a case up again that was closed just now; "thanks" does not. */
function closing(output: Output, locale: Locale, moment: Moment): ClosingWords {
  const { end, number } = output
  const text = closingText(output, locale, moment)
  if ((end !== 'rated' && end !== 'skipped') || number === null) return { text, next: [] }
  const given = { number, entrance: 'reopen' } as const
  return { text, next: [{ ...catalogue.choice('reopen', locale), flow: 'talk-to-support', given }] }
}

/** A person of support, reachable from everywhere (S79); what they offer is called by the names of the other flows. */
export function talkToSupport(nameOf: NameOf): DefinedDialog {
  return defineDialog({
    id: 'talk-to-support',
    version: 2,
    catalogue,
    machine,
    contextSchema,
    prompts,
    view: (prompt, input) => view(prompt, { ...input, nameOf }),
    isReached: ({ end }) => ['opened', 'appended', 'rated', 'skipped', 'over'].includes(end),
    closing,
    retellsClosings: true,
    // A talk with support does not end because the person is idle.
    patientStates: ['withSupport', 'runningStep'],
  })
}
