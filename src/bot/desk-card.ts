import type { Attachment } from 'botbuilder'
import type {
  DeskAction,
  DeskCard,
  DeskField,
  DeskLine,
  DeskSection,
  DeskTone,
} from '../flow/desk.ts'
import { withMoments } from '../flow/moment.ts'
import type { Said } from '../flow/reply.ts'
import { adaptiveCard } from './cards.ts'

/** How many buttons stand in a row; a client may leave out what is beyond its own limit. */
const rowLength = 5

/** Beyond this a typed value is a mistake; the card says so before anything is sent. */
const longest = { line: 200, paragraph: 2_000 } as const

/** What a tone is as a container's style, and as a run's look. */
const tones: Readonly<Record<DeskTone, { readonly style: object; readonly run: object }>> = {
  default: { style: {}, run: {} },
  good: { style: { style: 'good' }, run: { color: 'good' } },
  warning: { style: { style: 'warning' }, run: { color: 'warning' } },
  attention: { style: { style: 'attention' }, run: { color: 'attention' } },
  subtle: { style: {}, run: { isSubtle: true } },
}

/**
 * An Adaptive Card for the people of support.
 *
 * Every text stands in a `TextRun`: a `TextBlock` and a `FactSet` would read marks and links into it, and most of
 * what is on the card was typed by strangers.
 */
export function deskCard(card: DeskCard, said: Pick<Said, 'text' | 'locale'>): Attachment {
  return adaptiveCard(said, {
    body: [
      header(card),
      ...card.facts.map(factRow),
      ...card.sections.map(sectionOf),
      ...rowsOf(card.actions.map(button)),
    ],
  })
}

function header({ title, subtitle, tone }: DeskCard): object {
  return {
    type: 'Container',
    ...tones[tone].style,
    bleed: true,
    items: [
      block(title, { size: 'large', weight: 'bolder' }),
      ...(subtitle === null ? [] : [block(subtitle, { isSubtle: true })]),
    ],
  }
}

function factRow({ label, value }: DeskCard['facts'][number]): object {
  return {
    type: 'ColumnSet',
    spacing: 'small',
    columns: [column(1, block(label, { weight: 'bolder' })), column(2, block(value))],
  }
}

function column(width: number, item: object): object {
  return { type: 'Column', width, items: [item] }
}

function sectionOf({ heading, lines }: DeskSection): object {
  return {
    type: 'Container',
    separator: true,
    spacing: 'medium',
    items: [
      ...(heading === '' ? [] : [block(heading, { weight: 'bolder' })]),
      ...lines.map(lineOf),
    ],
  }
}

/** Each quoted text has a frame of its own, so that none can pass itself off as a line beside it. */
function lineOf({ text, isQuoted, tone }: DeskLine): object {
  const item = { ...block(text, tones[tone].run), spacing: 'small' }
  if (!isQuoted) return item
  return { type: 'Container', style: 'emphasis', spacing: 'small', items: [item] }
}

function block(text: string, look: object = {}): object {
  return { type: 'RichTextBlock', inlines: [{ ...look, type: 'TextRun', text: inert(text) }] }
}

/** A `TextRun` knows no marks, but `{{DATE(…)}}` is worked out in it; and no client takes an empty one. */
function inert(text: string): string {
  if (text === '') return '\u00A0'
  return withMoments(text.replaceAll(/\{(?=\{)/gu, '{\u2060'), localTime)
}

/** Worked out by the client, in the zone and language of whoever looks at the card. */
function localTime(epochMs: number): string {
  const at = new Date(epochMs).toISOString().replace(/\.\d{3}Z$/u, 'Z')
  return `{{DATE(${at}, SHORT)}} {{TIME(${at})}}`
}

function rowsOf(buttons: readonly object[]): readonly object[] {
  const starts = buttons.flatMap((_, index) => (index % rowLength === 0 ? [index] : []))
  return starts.map((start) => ({
    type: 'ActionSet',
    actions: buttons.slice(start, start + rowLength),
  }))
}

function button(action: DeskAction, position: number): object {
  const { verb, number, revision, label, fields } = action
  const face = { title: label, ...(action.style === 'default' ? {} : { style: action.style }) }
  const data = { latchkeyDesk: { verb, number, revision } }
  const submit = { type: 'Action.Submit', ...face, data }
  if (fields.length === 0) return { ...submit, associatedInputs: 'none' }
  const body = fields.map((field) => input(field, position))
  return {
    type: 'Action.ShowCard',
    ...face,
    card: { type: 'AdaptiveCard', body, actions: [submit] },
  }
}

/** Clients refuse a card on which two inputs have one id, so the button's place is part of it. */
function input(field: DeskField, position: number): object {
  const { kind, label, placeholder, isRequired, options } = field
  const shared = {
    id: `${field.id}-${position}`,
    label,
    placeholder,
    ...(isRequired ? { isRequired, errorMessage: label } : {}),
  }
  if (kind === 'choice') {
    const choices = options.map((option) => ({ title: option.label, value: option.value }))
    return { type: 'Input.ChoiceSet', style: 'compact', choices, ...shared }
  }
  const isMultiline = kind === 'paragraph'
  return { type: 'Input.Text', isMultiline, maxLength: longest[kind], ...shared }
}
