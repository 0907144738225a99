import type { Proof } from '../../src/domain/proof-of-trail.ts'
import { isOpenState, type CaseClock } from '../../src/domain/support-case.ts'
import type { CaseBrief } from '../../src/flow/desk-face.ts'
import type { DeskCard, DeskLine, DeskSection, DeskTone } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { clockTime, dayAndTime, duration } from '../../src/flow/wording.ts'
import { actionsFor } from './actions.ts'
import { catalogue, flowName, stepWords, wordIn } from './catalogue.ts'
import type { Texts } from './texts.en.ts'

interface Showing {
  readonly brief: CaseBrief
  readonly locale: Locale
  readonly texts: Texts
}

/** A line of the program's own words. */
export const own = (text: string, tone: DeskTone = 'default'): DeskLine => ({
  text,
  isQuoted: false,
  tone,
})

/** A line of somebody else's words. */
export const quoted = (text: string): DeskLine => ({ text, isQuoted: true, tone: 'default' })

function clockText(clock: CaseClock, { brief, locale, texts }: Showing): string {
  const { now, isPaused } = brief
  const time = dayAndTime(clock.dueAt, locale)
  if (clock.owed === 'resolution' && isPaused) return texts.clock.paused
  return now < clock.dueAt
    ? texts.clock.due({ wait: duration(clock.dueAt - now, locale), time })
    : texts.clock.late({ by: duration(now - clock.dueAt, locale), time })
}

type Fact = DeskCard['facts'][number]

function clockFacts(showing: Showing): readonly Fact[] {
  const { brief, texts } = showing
  const { facts } = texts
  const replyLabel = brief.reply?.owed === 'first-reply' ? facts.firstReply : facts.nextReply
  return [
    ...(brief.reply === null
      ? []
      : [{ label: replyLabel, value: clockText(brief.reply, showing) }]),
    ...(brief.resolution === null
      ? []
      : [{ label: facts.resolution, value: clockText(brief.resolution, showing) }]),
  ]
}

function accountText({ brief, texts }: Showing): string {
  const { account } = brief
  if (account === null) return texts.account.none
  const status = texts.account.status[account.status]
  const { mask, isProven } = account
  return isProven ? texts.account.proven({ mask, status }) : texts.account.named({ mask, status })
}

function recoveryFacts({ brief, locale, texts }: Showing): readonly Fact[] {
  const { recovery } = brief
  if (recovery === null) return []
  const { state, askedBy, readyAt } = recovery
  const time = readyAt === null ? '' : dayAndTime(readyAt, locale)
  return [{ label: texts.facts.recovery, value: texts.recovery[state]({ name: askedBy, time }) }]
}

function endFacts(showing: Showing): readonly Fact[] {
  const { brief, locale, texts } = showing
  const { facts } = texts
  const { snoozedUntil, outcome, rating } = brief
  const time = snoozedUntil === null ? '' : dayAndTime(snoozedUntil, locale)
  return [
    ...(snoozedUntil === null ? [] : [{ label: facts.snoozed, value: texts.until({ time }) }]),
    ...(outcome === null ? [] : [{ label: facts.outcome, value: texts.outcomes[outcome] }]),
    ...(rating === null ? [] : [{ label: facts.rating, value: texts.stars({ stars: rating }) }]),
    ...recoveryFacts(showing),
  ]
}

function factsOf(showing: Showing): readonly Fact[] {
  const { brief, locale, texts } = showing
  const { facts } = texts
  const { assignee, from, mail, priorCases } = brief
  const flow = from === null ? facts.menu : flowName(from, locale)
  return [
    { label: facts.assignee, value: assignee ?? facts.nobody },
    ...clockFacts(showing),
    { label: facts.language, value: texts.languages[brief.locale] },
    { label: facts.came, value: flow },
    { label: facts.account, value: accountText(showing) },
    { label: facts.mail, value: texts.mail(mail) },
    ...(priorCases === 0 ? [] : [{ label: facts.before, value: String(priorCases) }]),
    ...endFacts(showing),
  ]
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

function evidence({ brief, texts }: Showing): readonly DeskSection[] {
  const { proofs, score, contradictions, nextStep } = brief.evidence
  const clashes = contradictions.map((code) => own(texts.contradictions[code], 'attention'))
  return [
    {
      heading: texts.sections.evidence({ score }),
      lines: proofs.map((proof) => proofLine(proof, texts)),
    },
    ...(clashes.length === 0 ? [] : [{ heading: texts.sections.contradictions, lines: clashes }]),
    { heading: texts.sections.next, lines: [own(texts.nextSteps[nextStep])] },
  ]
}

function path({ brief, locale, texts }: Showing): readonly DeskSection[] {
  const lines = brief.evidence.path.map(({ at, flow, step, times }) => {
    const words = {
      time: dayAndTime(at, locale),
      flow: flowName(flow, locale),
      step: stepWords(step, locale),
    }
    return own(times > 1 ? texts.pathRepeated({ ...words, times }) : texts.pathStep(words))
  })
  return lines.length === 0 ? [] : [{ heading: texts.sections.path, lines }]
}

function accountSections({ brief, locale, texts }: Showing): readonly DeskSection[] {
  if (brief.account === null) return []
  const { channels, changes } = brief.account
  const names = texts.channelNames
  const held = channels.map(({ name, mask, isHeld }) => {
    const facts = { name: wordIn(names, name), mask }
    return own(isHeld ? texts.channelHeld(facts) : texts.channel(facts))
  })
  const changed = changes.map(({ what, at, isUndone }) => {
    const facts = { what: wordIn(names, what), time: dayAndTime(at, locale) }
    return own(isUndone ? texts.changeUndone(facts) : texts.change(facts), 'warning')
  })
  const { sections, nothing } = texts
  return [
    { heading: sections.channels, lines: held.length === 0 ? [own(nothing, 'subtle')] : held },
    ...(changed.length === 0 ? [] : [{ heading: sections.changes, lines: changed }]),
  ]
}

function problem({ brief, texts }: Showing): DeskSection {
  const words = brief.problems.map(({ text }) => quoted(text))
  return {
    heading: texts.sections.problem,
    lines:
      words.length === 0
        ? [own(texts.nothing, 'subtle')]
        : [own(texts.userWords, 'subtle'), ...words],
  }
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
      time: clockTime(now, locale),
    }),
    tone: toneOf(brief),
    facts: factsOf(showing),
    sections: [
      problem(showing),
      ...evidence(showing),
      ...accountSections(showing),
      ...path(showing),
    ],
    actions: actionsFor(brief, locale),
  }
}
