import type { CaseCounts, CaseList, CaseListed } from '../../src/flow/desk-face.ts'
import type { DeskAction, DeskCard, DeskSection } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration } from '../../src/flow/wording.ts'
import { own } from './case-card.ts'
import { catalogue, flowName, stepWords } from './catalogue.ts'

/** More buttons than these are a wall; the others are shown by their number. */
const mostButtons = 6

function listLine(listed: CaseListed, { now }: CaseList, locale: Locale) {
  const texts = catalogue[locale]
  const { number, severity, state, topic, assignee, openedAt, reply } = listed
  const text = texts.list.line({
    number,
    severity: texts.severities[severity],
    state: texts.states[state],
    topic: texts.topics[topic],
    who: assignee ?? texts.facts.nobody,
    age: duration(now - openedAt, locale),
  })
  return own(text, reply !== null && now >= reply.warnAt ? 'attention' : 'default')
}

function showButton({ number }: CaseListed, locale: Locale): DeskAction {
  const label = catalogue[locale].actions.show({ number })
  return { verb: 'show', label, number, revision: null, fields: [], style: 'default' }
}

/** Cases in lines, the most pressing with a button. */
export function listCard(list: CaseList, locale: Locale): DeskCard {
  const texts = catalogue[locale]
  const { filter, words, cases, isCut } = list
  const count = cases.length
  const lines = cases.map((each) => listLine(each, list, locale))
  const none = count === 0 ? [own(texts.list.none, 'subtle')] : []
  const cut = isCut ? [own(texts.list.cut, 'subtle')] : []
  return {
    title:
      words === null
        ? texts.list.title({ filter: texts.list.filters[filter], count })
        : texts.list.found({ words, count }),
    subtitle: null,
    tone: 'default',
    facts: [],
    sections: [{ heading: '', lines: [...lines, ...none, ...cut] }],
    actions: cases.slice(0, mostButtons).map((each) => showButton(each, locale)),
  }
}

/** A flow and a step such as `retrieve-account/code.check`, in words. */
function stepName(step: string, locale: Locale): string {
  const [flow = '', effect] = step.split('/')
  const name = flowName(flow, locale)
  return effect === undefined ? name : `${name} · ${stepWords(effect, locale)}`
}

function countFacts(counts: CaseCounts, locale: Locale): DeskCard['facts'] {
  const texts = catalogue[locale].counts
  const { firstReplyMs, rating } = counts
  const wait = firstReplyMs === null ? texts.none : duration(firstReplyMs, locale)
  const stars =
    rating === null
      ? texts.none
      : texts.average({ average: rating.average.toFixed(1), count: rating.count })
  return [
    { label: texts.open, value: String(counts.open) },
    { label: texts.ended, value: String(counts.ended) },
    { label: texts.firstReply, value: wait },
    { label: texts.rating, value: stars },
  ]
}

/** What is counted of all cases. */
export function countsCard(counts: CaseCounts, locale: Locale): DeskCard {
  const texts = catalogue[locale].counts
  const { topics, outcomes } = catalogue[locale]
  const section = (heading: string, lines: readonly string[]): DeskSection => ({
    heading,
    lines: lines.length === 0 ? [own(texts.none, 'subtle')] : lines.map((line) => own(line)),
  })
  return {
    title: texts.title,
    subtitle: null,
    tone: 'default',
    facts: countFacts(counts, locale),
    sections: [
      section(
        texts.byTopic,
        counts.byTopic.map(({ topic, cases }) => texts.line({ name: topics[topic], cases })),
      ),
      section(
        texts.byStep,
        counts.byStep.map(({ step, cases }) => texts.line({ name: stepName(step, locale), cases })),
      ),
      section(
        texts.byOutcome,
        counts.byOutcome.map(({ outcome, cases }) =>
          texts.line({ name: outcomes[outcome], cases }),
        ),
      ),
    ],
    actions: [],
  }
}
