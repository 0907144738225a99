import type { LineShown } from '../../src/flow/desk-face.ts'
import type { DeskCard, DeskLine } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { dayAndTime } from '../../src/flow/wording.ts'
import { own, quoted } from './case-card.ts'
import { catalogue, flowName, wordIn } from './catalogue.ts'
import type { Texts } from './texts.en.ts'

type Events = Texts['events']

type Happened = NonNullable<LineShown['event']>

const isEvent = (events: Events, code: string): code is keyof Events => Object.hasOwn(events, code)

/** What goes with an event, in words. */
function detailWords({ code, detail }: Happened, locale: Locale): string {
  if (detail === null) return ''
  const texts = catalogue[locale]
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    graded: texts.severities,
    resolved: texts.outcomes,
    warned: texts.owed,
    breached: texts.owed,
  }
  if (code === 'offered' || code === 'finished-step') return flowName(detail, locale)
  const table = Object.hasOwn(tables, code) ? tables[code] : undefined
  return table === undefined ? detail : wordIn(table, detail)
}

/** What happened, in a sentence. */
function eventWords(line: LineShown, locale: Locale): string {
  const texts = catalogue[locale]
  const { event, name } = line
  if (event === null || !isEvent(texts.events, event.code)) return texts.nothing
  const { until } = event
  return texts.events[event.code]({
    name: name ?? texts.nameless,
    detail: detailWords(event, locale),
    time: until === null ? '' : dayAndTime(until, locale),
  })
}

function whoSaid({ by, kind, name }: LineShown, { transcript, nameless }: Texts): string {
  if (by === 'user') return transcript.user
  if (by !== 'agent') return transcript.program
  return kind === 'note' ? transcript.note({ name: name ?? nameless }) : (name ?? nameless)
}

function transcriptLines(line: LineShown, locale: Locale): readonly DeskLine[] {
  const texts = catalogue[locale]
  const time = dayAndTime(line.at, locale)
  const { transcript } = texts
  if (line.kind === 'event') {
    const told = own(transcript.event({ time, what: eventWords(line, locale) }), 'subtle')
    return line.text === '' ? [told] : [told, quoted(line.text)]
  }
  return [own(transcript.line({ time, who: whoSaid(line, texts) })), quoted(line.text)]
}

/** A case's transcript, redacted as it was written. */
export function transcriptCard(
  shown: { readonly number: number; readonly lines: readonly LineShown[]; readonly isCut: boolean },
  locale: Locale,
): DeskCard {
  const { transcript } = catalogue[locale]
  const { number, lines, isCut } = shown
  const cut = isCut ? [own(transcript.cut, 'subtle')] : []
  return {
    title: transcript.title({ number }),
    subtitle: null,
    tone: 'default',
    facts: [],
    sections: [
      { heading: '', lines: [...cut, ...lines.flatMap((line) => transcriptLines(line, locale))] },
    ],
    actions: [],
  }
}

const alarming = new Set(['breached', 'recovery-vetoed'])
const worrying = new Set(['warned', 'withdrawn', 'left', 'silent'])

function toneOf(code: string): DeskLine['tone'] {
  if (alarming.has(code)) return 'attention'
  return worrying.has(code) ? 'warning' : 'default'
}

/** What is posted under a case when the user wrote or something happened that nobody of the desk did. */
export function lineCard(number: number, line: LineShown, locale: Locale): DeskCard {
  const texts = catalogue[locale]
  const { kind, text, event } = line
  const isSaid = kind === 'said'
  const tone = isSaid ? 'default' : toneOf(event?.code ?? '')
  const words = text === '' ? [] : [quoted(text)]
  const lines = isSaid ? words : [own(eventWords(line, locale), tone), ...words]
  return {
    title: isSaid ? texts.lineTitle.said({ number }) : texts.lineTitle.event({ number }),
    subtitle: null,
    tone,
    facts: [],
    sections: [{ heading: '', lines }],
    actions: [],
  }
}
