import type { CaseCounts, CaseList, CaseListed, LineShown } from '../../src/flow/desk-face.ts'
import type { DeskAction, DeskCard, DeskLine } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { momentIn } from '../../src/flow/moment.ts'
import { duration } from '../../src/flow/wording.ts'
import { own, plainCard, quoted } from './card.ts'
import { catalogue, flowName, stepWords, wordIn } from './catalogue.ts'
import type { Texts } from './texts.en.ts'

/** So many cases of a list get a button; the others are shown by their number. */
const mostButtons = 6

function listLine(listed: CaseListed, { now }: CaseList, locale: Locale): DeskLine {
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
  const texts = catalogue[locale].list
  const { filter, words, cases, isCut } = list
  const count = cases.length
  const lines = cases.map((each) => listLine(each, list, locale))
  const none = count === 0 ? [own(texts.none, 'subtle')] : []
  const cut = isCut ? [own(texts.cut, 'subtle')] : []
  const title =
    words === null
      ? texts.title({ filter: texts.filters[filter], count })
      : texts.found({ words, count })
  return {
    ...plainCard(title, [...lines, ...none, ...cut]),
    actions: cases.slice(0, mostButtons).map((each) => showButton(each, locale)),
  }
}

/** A flow and a step such as `retrieve-account/code.check`, in words. */
function stepName(step: string, locale: Locale): string {
  const [flow = '', effect] = step.split('/')
  const name = flowName(flow, locale)
  return effect === undefined ? name : `${name} · ${stepWords(effect, locale)}`
}

function countFacts({ open, ended, firstReplyMs, rating }: CaseCounts, locale: Locale) {
  const texts = catalogue[locale].counts
  const wait = firstReplyMs === null ? texts.none : duration(firstReplyMs, locale)
  const stars =
    rating === null
      ? texts.none
      : texts.average({ average: rating.average.toFixed(1), count: rating.count })
  return [
    { label: texts.open, value: String(open) },
    { label: texts.ended, value: String(ended) },
    { label: texts.firstReply, value: wait },
    { label: texts.rating, value: stars },
  ]
}

/** Numbers of cases, in total and by topic, last step and outcome. */
export function countsCard(counts: CaseCounts, locale: Locale): DeskCard {
  const { counts: texts, topics, outcomes } = catalogue[locale]
  const section = <Row extends { readonly cases: number }>(
    heading: string,
    rows: readonly Row[],
    nameOf: (row: Row) => string,
  ) => {
    const lines = rows.map((row) => own(texts.line({ name: nameOf(row), cases: row.cases })))
    return { heading, lines: lines.length === 0 ? [own(texts.none, 'subtle')] : lines }
  }
  return {
    ...plainCard(texts.title, []),
    facts: countFacts(counts, locale),
    sections: [
      section(texts.byTopic, counts.byTopic, ({ topic }) => topics[topic]),
      section(texts.byStep, counts.byStep, ({ step }) => stepName(step, locale)),
      section(texts.byOutcome, counts.byOutcome, ({ outcome }) => outcomes[outcome]),
    ],
  }
}

type Happened = NonNullable<LineShown['event']>

/** What goes with an event, in words. */
function detailWords({ code, detail }: Happened, locale: Locale): string {
  if (detail === null) return ''
  if (code === 'offered' || code === 'finished-step') return flowName(detail, locale)
  const { severities, outcomes, owed } = catalogue[locale]
  const tables = new Map<string, Readonly<Record<string, string>>>([
    ['graded', severities],
    ['resolved', outcomes],
    ['warned', owed],
    ['breached', owed],
  ])
  return wordIn(tables.get(code), detail)
}

const isEvent = (events: Texts['events'], code: string): code is keyof Texts['events'] =>
  Object.hasOwn(events, code)

/** What happened, in a sentence. */
function eventWords({ event, name }: LineShown, locale: Locale): string {
  const { events, nameless, nothing } = catalogue[locale]
  if (event === null || !isEvent(events, event.code)) return nothing
  return events[event.code]({
    name: name ?? nameless,
    detail: detailWords(event, locale),
    time: event.until === null ? '' : momentIn(event.until),
  })
}

function whoSaid({ by, kind, name }: LineShown, { transcript, nameless }: Texts): string {
  if (by === 'user') return transcript.user
  if (by !== 'agent') return transcript.program
  return kind === 'note' ? transcript.note({ name: name ?? nameless }) : (name ?? nameless)
}

function transcriptLines(line: LineShown, locale: Locale): readonly DeskLine[] {
  const texts = catalogue[locale]
  const time = momentIn(line.at)
  const { transcript } = texts
  if (line.kind === 'event') {
    const told = own(transcript.event({ time, what: eventWords(line, locale) }), 'subtle')
    return line.text === '' ? [told] : [told, quoted(line.text)]
  }
  return [own(transcript.line({ time, who: whoSaid(line, texts) })), quoted(line.text)]
}

/** The last lines of a case's transcript, redacted when they were written. */
export function transcriptCard(
  shown: { readonly number: number; readonly lines: readonly LineShown[]; readonly isCut: boolean },
  locale: Locale,
): DeskCard {
  const { transcript } = catalogue[locale]
  const { number, lines, isCut } = shown
  const cut = isCut ? [own(transcript.cut, 'subtle')] : []
  const told = lines.flatMap((line) => transcriptLines(line, locale))
  return plainCard(transcript.title({ number }), [...cut, ...told])
}

const alarming = new Set(['breached', 'recovery-vetoed'])
const worrying = new Set(['warned', 'withdrawn', 'left', 'silent'])

function toneOf(code: string): DeskLine['tone'] {
  if (alarming.has(code)) return 'attention'
  return worrying.has(code) ? 'warning' : 'default'
}

/** What is posted under a case when the user wrote, or when something happened that no agent did. */
export function lineCard(number: number, line: LineShown, locale: Locale): DeskCard {
  const { lineTitle } = catalogue[locale]
  const words = line.text === '' ? [] : [quoted(line.text)]
  if (line.kind === 'said') return plainCard(lineTitle.said({ number }), words)
  const tone = toneOf(line.event?.code ?? '')
  const lines = [own(eventWords(line, locale), tone), ...words]
  return plainCard(lineTitle.event({ number }), lines, tone)
}
