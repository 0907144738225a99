import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { dayAndTime, duration } from '../../src/flow/wording.ts'
import { contextSchema, type Output } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { catalogue, reopenChoice, view } from './view.ts'

function closingText(output: Output, locale: Locale, now: number): string {
  const { end, number: told, until, timeZone } = output
  const texts = catalogue[locale].closing
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
function closing(output: Output, locale: Locale, now: number): Closing {
  const { end, number } = output
  const text = closingText(output, locale, now)
  if ((end !== 'rated' && end !== 'skipped') || number === null) return { text, next: [] }
  const given = { number, entrance: 'reopen' } as const
  return { text, next: [{ ...reopenChoice(locale), flow: 'talk-to-support', given }] }
}

/** A person of support, reachable from everywhere (S79). */
export const talkToSupport = defineDialog({
  id: 'talk-to-support',
  version: 2,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing,
  retellsClosings: true,
  // Whoever talks with a person is not sent away for thinking a while.
  patientStates: ['withSupport', 'runningStep'],
  entry: entryIn(catalogue),
})
