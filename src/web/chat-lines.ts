import { listIn, objectIn } from '../json.ts'
import type { ChatEntry } from '../ports/chat-form.ts'
import { promptKinds, type FieldKind } from './chat-fields.ts'

/** One message as the page shows it. */
export interface ChatLine {
  readonly isMine: boolean
  /** Plain text; a line of mine is empty when only a card was filled in. */
  readonly text: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
  /** Names where it waits: two messages of one name ask the same. */
  readonly step: string
}

/** What the newest message of the assistant asks. */
export interface ChatQuestion {
  readonly choices: readonly string[]
  readonly kind: FieldKind
  /** The id of the outermost flow; empty for none. */
  readonly flow: string
  /** Names the field; null for the page's own words. */
  readonly label: string | null
  readonly placeholder: string | null
  /** The number that a card's submission has to name; null without a card. */
  readonly number: number | null
  readonly countries: {
    readonly label: string
    readonly options: readonly { readonly value: string; readonly label: string }[]
  } | null
}

/** A question without a card. */
export const plainQuestion: ChatQuestion = {
  choices: [],
  kind: 'words',
  flow: '',
  label: null,
  placeholder: null,
  number: null,
  countries: null,
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The messages of a chat, oldest first. */
export function linesOf(entries: readonly ChatEntry[]): readonly ChatLine[] {
  return entries
    .filter((entry) => entry['type'] === 'message')
    .map((entry) => ({
      isMine: isMine(entry),
      text: textOf(entry['text']),
      links: contentsOf(entry).flatMap(({ buttons }) => listIn(buttons).flatMap(linkOf)),
      step: JSON.stringify(stepKeyOf(entry)),
    }))
}

/** What the newest message of the assistant asks. */
export function questionOf(entries: readonly ChatEntry[]): ChatQuestion {
  const last = entries.findLast((entry) => entry['type'] === 'message' && !isMine(entry))
  if (last === undefined) return plainQuestion
  const card = objectIn(contentsOf(last).find(({ type }) => type === 'AdaptiveCard'))
  const fields = listIn(card['body']).map(objectIn)
  const field = fields.find(({ type }) => type === 'Input.Text')
  const [submit] = listIn(card['actions']).map(objectIn)
  const number = objectIn(objectIn(submit?.['data'])['latchkey'])['question']
  const { kind, flow } = stepIn(last)
  const placeholder = field === undefined ? null : textOf(field['placeholder'])
  return {
    choices: listIn(objectIn(last['suggestedActions'])['actions']).map((action) =>
      textOf(objectIn(action)['value']),
    ),
    kind: withLetters(kind, placeholder),
    flow,
    label: field === undefined ? null : textOf(field['label']),
    placeholder,
    number: typeof number === 'number' ? number : null,
    countries: countriesOf(fields.find(({ type }) => type === 'Input.ChoiceSet')),
  }
}

function isMine(entry: ChatEntry): boolean {
  return objectIn(entry['from'])['role'] === 'user'
}

function contentsOf(entry: ChatEntry): readonly Readonly<Record<string, unknown>>[] {
  return listIn(entry['attachments']).map((attachment) => objectIn(objectIn(attachment)['content']))
}

/** Only addresses of the web become links. */
function linkOf(button: unknown): ChatLine['links'] {
  const { type, title, value } = objectIn(button)
  const url = textOf(value)
  return type === 'openUrl' && /^https?:\/\//u.test(url) ? [{ label: textOf(title), url }] : []
}

/** An account ID whose example is more than digits needs the whole keyboard. */
function withLetters(kind: FieldKind, example: string | null): FieldKind {
  return kind === 'account-id' && /\D/.test(example ?? '') ? 'account-name' : kind
}

function stepOf(entry: ChatEntry): Readonly<Record<string, unknown>> {
  const entities = listIn(entry['entities']).map(objectIn)
  return objectIn(entities.find(({ type }) => type === 'latchkey/step'))
}

function stepKeyOf(entry: ChatEntry): readonly unknown[] {
  const { flow, prompt, stack } = stepOf(entry)
  return [flow, prompt, stack]
}

function stepIn(entry: ChatEntry): Pick<ChatQuestion, 'kind' | 'flow'> {
  const step = stepOf(entry)
  const prompt = textOf(step['prompt'])
  const kind = Object.hasOwn(promptKinds, prompt) ? (promptKinds[prompt] ?? 'words') : 'words'
  return { kind, flow: textOf(listIn(step['stack'])[0]) }
}

function countriesOf(
  set: Readonly<Record<string, unknown>> | undefined,
): ChatQuestion['countries'] {
  if (set === undefined || !Array.isArray(set['choices'])) return null
  const options = set['choices'].map((choice) => {
    const { title, value } = objectIn(choice)
    return { label: textOf(title), value: textOf(value) }
  })
  return { label: textOf(set['label']), options }
}
