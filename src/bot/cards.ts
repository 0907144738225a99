import type { Attachment } from 'botbuilder'
import type { Choice, Field, Link, Said } from '../flow/reply.ts'

/**
 * The frame of every Adaptive Card. Version 1.3, the newest that every client in use shows; buttons are
 * `Action.Submit` throughout, since Web Chat knows no `Action.Execute`.
 *
 * @param said its text stands in for the card where none can be shown, and is what a screen reader says
 */
export function adaptiveCard(
  { text, locale }: Pick<Said, 'text' | 'locale'>,
  content: { readonly body: readonly object[]; readonly actions?: readonly object[] },
): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.3',
      lang: locale,
      fallbackText: text,
      speak: text,
      ...content,
    },
  }
}

/** Which keyboard a phone shows, and the length beyond which a value is a mistake that the card itself points out. */
const inputKinds = {
  mobile: { style: 'tel', maxLength: 40 },
  code: { style: 'tel', maxLength: 20 },
  'account-id': { style: 'tel', maxLength: 40 },
  'account-name': { style: 'text', maxLength: 40 },
  'server-ip': { style: 'text', maxLength: 60 },
  email: { style: 'email', maxLength: 320 },
} as const satisfies Readonly<Record<Exclude<Field['kind'], 'country'>, object>>

/** What a card's button sends back: which question it belongs to, and what was picked, if anything. */
interface Mark {
  readonly latchkey: { readonly question: number; readonly choice: string | null }
}

/**
 * An Adaptive Card for what was asked: the form's fields with their button, then a button for each choice.
 *
 * @param choices as buttons on the card, where suggested actions cannot stand beside one (Teams)
 */
export function formCard(said: Said, choices: readonly Choice[]): Attachment {
  const submit = said.form === null ? [] : [submitAction(said, null, said.form.submit)]
  return adaptiveCard(said, {
    body: said.form === null ? [] : said.form.fields.map(inputOf),
    actions: [...submit, ...choices.map((choice) => submitAction(said, choice.id, choice.label))],
  })
}

/** A card with nothing but the button that opens a page. */
export function linkCard(link: Link): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.hero',
    content: { buttons: [{ type: 'openUrl', title: link.label, value: link.url }] },
  }
}

function submitAction(said: Said, choice: string | null, title: string): object {
  const data: Mark = { latchkey: { question: said.step.question, choice } }
  // A choice must not be held up by an empty required field of the form above it.
  const inherit = choice === null ? {} : { associatedInputs: 'none' }
  return { type: 'Action.Submit', title, data, ...inherit }
}

function inputOf(field: Field): object {
  if (field.kind !== 'country') {
    return { type: 'Input.Text', ...inputKinds[field.kind], ...shared(field) }
  }
  return {
    type: 'Input.ChoiceSet',
    style: 'compact',
    choices: field.options.map((option) => ({ title: option.label, value: option.value })),
    ...shared(field),
  }
}

function shared(field: Field): object {
  return {
    id: field.id,
    label: field.label,
    placeholder: field.placeholder,
    isRequired: true,
    errorMessage: field.label,
    ...(field.initial === null ? {} : { value: field.initial }),
  }
}
