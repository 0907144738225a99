import { caseOutcomes, offeredSteps, severities } from '../../src/domain/support-case.ts'
import type { CaseBrief } from '../../src/flow/desk-face.ts'
import type { DeskAction, DeskField, DeskVerb } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { catalogue, flowName } from './catalogue.ts'
import type { Texts } from './texts.en.ts'

/** A button of a case's card, before it is known which case it is. */
type Verb = Exclude<keyof Texts['actions'], 'show'>

function paragraph(label: string, placeholder: string): DeskField {
  return { id: 'text', kind: 'paragraph', label, placeholder, options: [], isRequired: true }
}

function pick(
  id: DeskField['id'],
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
): DeskField {
  return { id, kind: 'choice', label, placeholder: '', options, isRequired: true }
}

function line(label: string, placeholder: string): DeskField {
  return { id: 'name', kind: 'line', label, placeholder, options: [], isRequired: true }
}

type FieldOf = (texts: Texts, locale: Locale) => DeskField

/** What has to be filled in for a button; those without a row need nothing. */
const fieldOf: Readonly<Partial<Record<Verb, FieldOf>>> = {
  reply: ({ fields }) => paragraph(fields.reply, fields.replyHint),
  ask: ({ fields }) => paragraph(fields.ask, fields.replyHint),
  note: ({ fields }) => paragraph(fields.note, ''),
  assign: ({ fields }) => line(fields.name, fields.nameHint),
  severity: ({ fields, severities: labels }) =>
    pick(
      'severity',
      fields.severity,
      severities.map((value) => ({ value, label: labels[value] })),
    ),
  snooze: ({ fields, snoozes }) =>
    pick(
      'until',
      fields.snooze,
      Object.entries(snoozes).map(([value, label]) => ({ value, label })),
    ),
  resolve: ({ fields, outcomes }) =>
    pick(
      'outcome',
      fields.outcome,
      caseOutcomes.map((value) => ({ value, label: outcomes[value] })),
    ),
  offer: ({ fields }, locale) =>
    pick(
      'step',
      fields.step,
      offeredSteps.map((value) => ({ value, label: flowName(value, locale) })),
    ),
}

function fieldsOf(verb: Verb, texts: Texts, locale: Locale): readonly DeskField[] {
  const field = fieldOf[verb]
  return field === undefined ? [] : [field(texts, locale)]
}

const inHand: readonly Verb[] = [
  'reply',
  'ask',
  'offer',
  'note',
  'resolve',
  'assign',
  'severity',
  'snooze',
  'wait',
  'release',
  'transcript',
]

/** What can be done about a way back at the stage it is at. */
function recoveryVerbs({ recovery, assignee }: CaseBrief): readonly Verb[] {
  const state = recovery?.state ?? 'none'
  switch (state) {
    case 'asked':
      return ['approve', 'refuse']
    case 'approved':
    case 'granted':
      return ['refuse']
    case 'vetoed':
      return []
    case 'refused':
    case 'used':
    case 'none':
      return assignee === null ? [] : ['recover']
    default:
      return state satisfies never
  }
}

/** What can be done in the state a case is in; what is pressed is checked again all the same. */
function verbsOf(brief: CaseBrief): readonly Verb[] {
  const { state } = brief
  const recovering = recoveryVerbs(brief)
  switch (state) {
    case 'new':
    case 'reopened':
      return [
        'take',
        'reply',
        'note',
        'assign',
        'severity',
        'snooze',
        'resolve',
        'transcript',
        ...recovering,
      ]
    case 'assigned':
    case 'waiting-on-user':
    case 'waiting-on-team':
      return [...inHand, ...recovering]
    case 'resolved':
    case 'closed':
      return ['reopen', 'transcript', ...recovering.filter((verb) => verb !== 'recover')]
    case 'withdrawn':
      return ['transcript']
    default:
      return state satisfies never
  }
}

const styles: Readonly<Partial<Record<DeskVerb, DeskAction['style']>>> = {
  take: 'positive',
  reply: 'positive',
  refuse: 'destructive',
  release: 'destructive',
}

/** The buttons of a case's card. */
export function actionsFor(brief: CaseBrief, locale: Locale): readonly DeskAction[] {
  const texts = catalogue[locale]
  const { number, revision } = brief
  return verbsOf(brief).map((verb) => ({
    verb,
    label: texts.actions[verb],
    number,
    revision,
    fields: fieldsOf(verb, texts, locale),
    style: styles[verb] ?? 'default',
  }))
}
