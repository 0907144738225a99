import type { DeskDone, DeskFace, DeskRefusal, RefusalFacts } from '../../src/flow/desk-face.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { momentIn } from '../../src/flow/moment.ts'
import type { DoneFacts } from './answers.en.ts'
import { own, plainCard } from './card.ts'
import { caseCard } from './case-card.ts'
import { catalogue, flowName } from './catalogue.ts'
import { countsCard, lineCard, listCard, transcriptCard } from './lists.ts'
import { orderPhrases, orderWords } from './phrases.ts'

const noFacts: DoneFacts = {
  number: 0,
  cases: 0,
  name: '',
  role: '',
  text: '',
  step: '',
  severity: '',
  outcome: '',
  time: '',
}

/** Words for the codes and times that go with an order that was carried out. */
function wordsIn(done: DeskDone, locale: Locale): Partial<DoneFacts> {
  const { roles, severities, outcomes } = catalogue[locale]
  if ('role' in done) return { role: roles[done.role] }
  if ('step' in done) return { step: flowName(done.step, locale) }
  if ('severity' in done) return { severity: severities[done.severity] }
  if ('outcome' in done) return { outcome: outcomes[done.outcome] }
  if ('until' in done) return { time: momentIn(done.until) }
  return 'readyAt' in done ? { time: momentIn(done.readyAt) } : {}
}

function sentenceOf(done: DeskDone) {
  if (!('reached' in done) || done.reached === 'chat') return done.kind
  return done.reached === 'letter' ? 'repliedByLetter' : 'repliedNowhere'
}

function doneWords(done: DeskDone, locale: Locale): string {
  const facts = { ...noFacts, ...done, ...wordsIn(done, locale) }
  return catalogue[locale].done[sentenceOf(done)](facts)
}

function refusedWords(why: DeskRefusal, facts: RefusalFacts, locale: Locale): string {
  const { refused, states, nothing } = catalogue[locale]
  const { number, state, name } = facts
  // An agent who comes second is told who was first.
  const isOthers = name !== null && (why === 'not-now' || why === 'stale-card')
  return refused[isOthers ? (`${why}-named` as const) : why]({
    number: number ?? 0,
    state: state === null ? nothing : states[state],
    name: name ?? '',
  })
}

function testCard(locale: Locale) {
  const { title, text } = catalogue[locale].test
  return plainCard(title, [own(text)], 'subtle')
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
