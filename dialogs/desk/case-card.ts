import { claimFields } from '../../src/domain/claim.ts'
import type { Proof } from '../../src/domain/trail.ts'
import { isOpenState, type CaseClock } from '../../src/domain/support-case.ts'
import type { CaseBrief } from '../../src/flow/desk-face.ts'
import type { DeskCard, DeskLine, DeskSection, DeskTone } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { momentIn } from '../../src/flow/moment.ts'
import { duration } from '../../src/flow/wording.ts'
import { actionsFor } from './actions.ts'
import { own, quoted } from './card.ts'
import { catalogue, flowName, stepWords, wordIn } from './catalogue.ts'
import type { Texts } from './texts.en.ts'

interface Showing {
  readonly brief: CaseBrief
  readonly locale: Locale
  readonly texts: Texts
}

function clockText(clock: CaseClock | null, { brief, locale, texts }: Showing): string | null {
  if (clock === null) return null
  const { now, isPaused } = brief
  const time = momentIn(clock.dueAt)
  if (clock.owed === 'resolution' && isPaused) return texts.clock.paused
  return now < clock.dueAt
    ? texts.clock.due({ wait: duration(clock.dueAt - now, locale), time })
    : texts.clock.late({ by: duration(now - clock.dueAt, locale), time })
}

function accountText({ brief, texts }: Showing): string {
  const { account } = brief
  if (account === null) return texts.account.none
  const status = texts.account.status[account.status]
  const { mask, tie } = account
  return texts.account[tie]({ mask, status })
}

function recoveryText({ brief, texts }: Showing): string | null {
  if (brief.recovery === null) return null
  const { state, askedBy, readyAt } = brief.recovery
  const time = readyAt === null ? '' : momentIn(readyAt)
  return texts.recovery[state]({ name: askedBy, time })
}

/** What a label is followed by; null leaves the fact out. */
type Labelled = readonly (readonly [label: string, value: string | null])[]

/** The clock that runs towards the next reply, and the one towards the solution. */
function clockFacts(showing: Showing): Labelled {
  const { reply, resolution } = showing.brief
  const { firstReply, nextReply, resolution: solution } = showing.texts.facts
  return [
    [reply?.owed === 'first-reply' ? firstReply : nextReply, clockText(reply, showing)],
    [solution, clockText(resolution, showing)],
  ]
}

/** How a case was left: snoozed, resolved, rated, recovered. */
function endFacts(showing: Showing): Labelled {
  const { brief, texts } = showing
  const { facts } = texts
  const { snoozedUntil: until, outcome, rating } = brief
  return [
    [facts.snoozed, until === null ? null : texts.until({ time: momentIn(until) })],
    [facts.outcome, outcome === null ? null : texts.outcomes[outcome]],
    [facts.rating, rating === null ? null : texts.stars({ stars: rating })],
    [facts.recovery, recoveryText(showing)],
  ]
}

function factsOf(showing: Showing): DeskCard['facts'] {
  const { brief, locale, texts } = showing
  const { facts } = texts
  const { from, mail, priorCases } = brief
  const all: Labelled = [
    [facts.assignee, brief.assignee ?? facts.nobody],
    ...clockFacts(showing),
    [facts.language, texts.languages[brief.locale]],
    [facts.came, from === null ? facts.menu : flowName(from, locale)],
    [facts.account, accountText(showing)],
    [facts.mail, texts.mail(mail)],
    [facts.before, priorCases === 0 ? null : String(priorCases)],
    ...endFacts(showing),
  ]
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

const tones: Readonly<Record<Proof['state'], DeskTone>> = {
  passed: 'good',
  failed: 'attention',
  tried: 'default',
  untried: 'subtle',
}

function proofLine({ proof: id, state, tries, weight }: Proof, texts: Texts): DeskLine {
  const proof = texts.proofs[id]
  const told = state === 'tried' && tries === 0 ? 'begun' : state
  return own(texts.proofStates[told]({ proof, tries, weight }), tones[state])
}

/** A section, or none without lines. */
const sectionOf = (heading: string, lines: readonly DeskLine[]): readonly DeskSection[] =>
  lines.length === 0 ? [] : [{ heading, lines }]

function evidence({ brief, texts }: Showing): readonly DeskSection[] {
  const { proofs, score, contradictions, nextStep } = brief.evidence
  const clashes = contradictions.map((code) => own(texts.contradictions[code], 'attention'))
  return [
    {
      heading: texts.sections.evidence({ score }),
      lines: proofs.map((proof) => proofLine(proof, texts)),
    },
    ...sectionOf(texts.sections.contradictions, clashes),
    { heading: texts.sections.next, lines: [own(texts.nextSteps[nextStep])] },
  ]
}

function path({ brief, locale, texts }: Showing): readonly DeskSection[] {
  const lines = brief.evidence.path.map(({ at, flow, step, times }) => {
    const words = {
      time: momentIn(at),
      flow: flowName(flow, locale),
      step: stepWords(step, locale),
    }
    return own(times > 1 ? texts.pathRepeated({ ...words, times }) : texts.pathStep(words))
  })
  return sectionOf(texts.sections.path, lines)
}

function accountSections({ brief, texts }: Showing): readonly DeskSection[] {
  if (brief.account === null) return []
  const { channels, changes } = brief.account
  const names = texts.channelNames
  const held = channels.map(({ name, mask, isHeld }) => {
    const facts = { name: wordIn(names, name), mask }
    return own(isHeld ? texts.channelHeld(facts) : texts.channel(facts))
  })
  const changed = changes.map(({ what, at, isUndone }) => {
    const facts = { what: wordIn(names, what), time: momentIn(at) }
    return own(isUndone ? texts.changeUndone(facts) : texts.change(facts), 'warning')
  })
  const { sections, nothing } = texts
  return [
    { heading: sections.channels, lines: held.length === 0 ? [own(nothing, 'subtle')] : held },
    ...sectionOf(sections.changes, changed),
  ]
}

function problem({ brief, texts }: Showing): DeskSection {
  const words = brief.problems.map(({ text }) => quoted(text))
  const intro = own(words.length === 0 ? texts.nothing : texts.userWords, 'subtle')
  return { heading: texts.sections.problem, lines: [intro, ...words] }
}

/** The filled-in form, a line for each answer (S92). */
function claimSection({ brief, texts }: Showing): readonly DeskSection[] {
  const { claim } = brief
  if (claim === null) return []
  const lines = claimFields.flatMap((field) => [
    own(texts.claim[field], 'subtle'),
    claim[field] === null ? own(texts.claimNotKnown, 'subtle') : quoted(claim[field]),
  ])
  return [{ heading: texts.sections.claim, lines }]
}

function toneOf({ state, severity, reply, now }: CaseBrief): DeskTone {
  if (!isOpenState(state)) return 'good'
  if (severity === 'urgent') return 'attention'
  return reply !== null && now >= reply.warnAt ? 'warning' : 'default'
}

/** The card of one case: what is known of it, what proves anything, and what can be done now. */
export function caseCard(brief: CaseBrief, locale: Locale): DeskCard {
  const texts = catalogue[locale]
  const showing = { brief, locale, texts }
  const { number, state, severity, topic, openedAt, now } = brief
  return {
    title: texts.title({ number, topic: texts.topics[topic] }),
    subtitle: texts.subtitle({
      state: texts.states[state],
      severity: texts.severities[severity],
      age: duration(now - openedAt, locale),
      time: momentIn(now),
    }),
    tone: toneOf(brief),
    facts: factsOf(showing),
    sections: [
      ...claimSection(showing),
      problem(showing),
      ...evidence(showing),
      ...accountSections(showing),
      ...path(showing),
    ],
    actions: actionsFor(brief, locale),
  }
}
