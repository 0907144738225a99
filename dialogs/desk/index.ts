import type { DeskDone, DeskFace, DeskRefusal, RefusalFacts } from '../../src/flow/desk-face.ts'
import type { DeskCard } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { dayAndTime } from '../../src/flow/wording.ts'
import { caseCard, own } from './case-card.ts'
import { catalogue, flowName } from './catalogue.ts'
import { lineCard, transcriptCard } from './lines.ts'
import { countsCard, listCard } from './lists.ts'
import { orderPhrases, orderWords } from './phrases.ts'

type Spoken = Extract<DeskDone, { kind: 'replied' | 'asked' }>

function spokenWords({ kind, number, text, reached }: Spoken, locale: Locale): string {
  const { done } = catalogue[locale]
  if (reached === 'letter') return done.repliedByLetter({ number, text })
  return reached === 'nowhere'
    ? done.repliedNowhere({ number, text })
    : done[kind]({ number, text })
}

type OfCase = Exclude<
  DeskDone,
  { kind: 'registered' | 'unregistered' | 'self-test' | 'language' | 'role' }
>

function caseDone(what: OfCase, locale: Locale): string {
  const { done, severities, outcomes } = catalogue[locale]
  switch (what.kind) {
    case 'replied':
    case 'asked':
      return spokenWords(what, locale)
    case 'assigned':
      return done.assigned(what)
    case 'offered':
      return done.offered({ number: what.number, step: flowName(what.step, locale) })
    case 'graded':
      return done.graded({ number: what.number, severity: severities[what.severity] })
    case 'snoozed':
      return done.snoozed({ number: what.number, time: dayAndTime(what.until, locale) })
    case 'resolved':
      return done.resolved({ number: what.number, outcome: outcomes[what.outcome] })
    case 'recovery-approved': {
      const time = dayAndTime(what.readyAt, locale)
      return done['recovery-approved']({ number: what.number, time })
    }
    case 'taken':
    case 'released':
    case 'deferred':
    case 'noted':
    case 'reopened':
    case 'recovery-asked':
    case 'recovery-refused':
      return done[what.kind](what)
    default:
      return what satisfies never
  }
}

function doneWords(what: DeskDone, locale: Locale): string {
  const { done, roles } = catalogue[locale]
  switch (what.kind) {
    case 'registered':
      return done.registered(what)
    case 'unregistered':
    case 'self-test':
    case 'language':
      return done[what.kind]()
    case 'role':
      return done.role({ name: what.name, role: roles[what.role] })
    case 'replied':
    case 'asked':
    case 'assigned':
    case 'offered':
    case 'graded':
    case 'snoozed':
    case 'resolved':
    case 'recovery-approved':
    case 'taken':
    case 'released':
    case 'deferred':
    case 'noted':
    case 'reopened':
    case 'recovery-asked':
    case 'recovery-refused':
      return caseDone(what, locale)
    default:
      return what satisfies never
  }
}

function refusedWords(why: DeskRefusal, facts: RefusalFacts, locale: Locale): string {
  const { refused, states, nothing } = catalogue[locale]
  const { number, state, name } = facts
  // Whoever comes second wants to know who was first.
  const isOthers = name !== null && (why === 'not-now' || why === 'stale-card')
  return refused[isOthers ? (`${why}-named` as const) : why]({
    number: number ?? 0,
    state: state === null ? nothing : states[state],
    name: name ?? '',
  })
}

function testCard(locale: Locale): DeskCard {
  const { title, text } = catalogue[locale].test
  const sections = [{ heading: '', lines: [own(text)] }]
  return { title, subtitle: null, tone: 'subtle', facts: [], sections, actions: [] }
}

/** Everything that is said to the people of support. */
export const desk: DeskFace = {
  phrases: orderPhrases,
  words: orderWords,
  caseCard,
  listCard,
  transcriptCard,
  countsCard,
  lineCard,
  testCard,
  done: doneWords,
  refused: refusedWords,
  help: (locale) => catalogue[locale].help,
  outage: (locale) => catalogue[locale].outage,
  exported: (facts, locale) =>
    catalogue[locale][facts.shown < facts.cases ? 'exportedPart' : 'exported'](facts),
  namelessAgent: (locale) => catalogue[locale].nameless,
  askedWords: (text, locale) => catalogue[locale].asked({ text }),
}
