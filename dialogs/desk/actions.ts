import { caseOutcomes, offeredSteps, severities } from '../../src/domain/support-case.ts'
import type { CaseBrief } from '../../src/flow/desk-face.ts'
import type { DeskAction, DeskField, DeskVerb } from '../../src/flow/desk.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { supportWords } from '../words/support-words.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

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

function fieldsOf(verb: Verb, texts: Texts, locale: Locale): readonly DeskField[] {
  const { fields } = texts
  switch (verb) {
    case 'reply':
      return [paragraph(fields.reply, fields.replyHint)]
    case 'ask':
      return [paragraph(fields.ask, fields.replyHint)]
    case 'note':
      return [paragraph(fields.note, '')]
    case 'assign':
      return [
        {
          id: 'name',
          kind: 'line',
          label: fields.name,
          placeholder: fields.nameHint,
          options: [],
          isRequired: true,
        },
      ]
    case 'severity': {
      const options = severities.map((value) => ({ value, label: texts.severities[value] }))
      return [pick('severity', fields.severity, options)]
    }
    case 'snooze': {
      const options = Object.entries(texts.snoozes).map(([value, label]) => ({ value, label }))
      return [pick('until', fields.snooze, options)]
    }
    case 'resolve': {
      const options = caseOutcomes.map((value) => ({ value, label: texts.outcomes[value] }))
      return [pick('outcome', fields.outcome, options)]
    }
    case 'offer': {
      const { steps } = supportWords[locale]
      const options = offeredSteps.map((value) => ({ value, label: steps[value] }))
      return [pick('step', fields.step, options)]
    }
    default:
      return []
  }
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

/** What can be done in the state a case is in; what is pressed is checked again all the same. */
function verbsOf({ state, recovery, assignee }: CaseBrief): readonly Verb[] {
  const isAsked = recovery?.state === 'asked'
  const isUnderWay = isAsked || recovery?.state === 'approved'
  const recovering: readonly Verb[] = [
    ...(isAsked ? (['approve'] as const) : []),
    ...(isUnderWay ? (['refuse'] as const) : []),
    ...(assignee !== null && (recovery === null || recovery.state === 'refused')
      ? (['recover'] as const)
      : []),
  ]
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
