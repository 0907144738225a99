import {
  caseOutcomes,
  isOpenState,
  offeredSteps,
  severities,
  type CaseState,
} from '../../src/domain/support-case.ts'
import type { CaseBrief } from '../../src/flow/desk-face.ts'
import type { DeskAction, DeskField, DeskVerb } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { supportWords } from '../words/support-words.ts'
import { catalogue } from './card.ts'
import type { Texts } from './texts.en.ts'

type Verb = Exclude<keyof Texts['actions'], 'show'>

function paragraph(label: string, placeholder: string): DeskField {
  return { id: 'text', kind: 'paragraph', label, placeholder, options: [], isRequired: true }
}

/** A choice among keys, in their order, by the words for them. */
function pick<Key extends string>(
  [id, label]: readonly [DeskField['id'], string],
  keys: readonly Key[],
  words: Readonly<Record<Key, string>>,
): DeskField {
  const options = keys.map((value) => ({ value, label: words[value] }))
  return { id, kind: 'choice', label, placeholder: '', options, isRequired: true }
}

const snoozes = ['30m', '2h', '1d', '3d'] as const

/** What has to be filled in for a button; a button that is not in the table needs nothing. */
const fieldOf: Readonly<Partial<Record<Verb, (texts: Texts, locale: Locale) => DeskField>>> = {
  reply: ({ fields }) => paragraph(fields.reply, fields.replyHint),
  ask: ({ fields }) => paragraph(fields.ask, fields.replyHint),
  note: ({ fields }) => paragraph(fields.note, ''),
  assign: ({ fields: { name, nameHint } }) => ({
    ...paragraph(name, nameHint),
    id: 'name',
    kind: 'line',
  }),
  severity: (texts) => pick(['severity', texts.fields.severity], severities, texts.severities),
  snooze: (texts) => pick(['until', texts.fields.snooze], snoozes, texts.snoozes),
  resolve: (texts) => pick(['outcome', texts.fields.outcome], caseOutcomes, texts.outcomes),
  offer: ({ fields }, locale) =>
    pick(['step', fields.step], offeredSteps, supportWords[locale].steps),
}

const untaken = [
  'take',
  'reply',
  'note',
  'assign',
  'severity',
  'snooze',
  'resolve',
  'transcript',
] as const

const inHand = [
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
] as const

/** The buttons for the state of a case; what a press may do is checked again when it comes. */
const verbsOf: Readonly<Record<CaseState, readonly Verb[]>> = {
  new: untaken,
  assigned: inHand,
  'waiting-on-user': inHand,
  'waiting-on-team': inHand,
  resolved: ['reopen', 'transcript'],
  reopened: untaken,
  closed: ['reopen', 'transcript'],
  withdrawn: ['transcript'],
}

/** The buttons for assisted recovery; a withdrawn case has none. */
function recoveryVerbs({ state, recovery, assignee }: CaseBrief): readonly Verb[] {
  if (state === 'withdrawn') return []
  const asking: readonly Verb[] = assignee !== null && isOpenState(state) ? ['recover'] : []
  const byState: Readonly<Record<NonNullable<CaseBrief['recovery']>['state'], readonly Verb[]>> = {
    asked: ['approve', 'refuse'],
    approved: ['refuse'],
    granted: ['refuse'],
    vetoed: [],
    refused: asking,
    used: asking,
  }
  return recovery === null ? asking : byState[recovery.state]
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
  return [...verbsOf[brief.state], ...recoveryVerbs(brief)].map((verb) => ({
    verb,
    label: texts.actions[verb],
    number,
    revision,
    fields: [fieldOf[verb]?.(texts, locale)].filter((field) => field !== undefined),
    style: styles[verb] ?? 'default',
  }))
}
