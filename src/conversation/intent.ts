import type { Assistant, FlowSettings, Opening } from '../flow/assistant.ts'
import type { CommandId, SmalltalkTopic } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-id.ts'
import { withCallingCode } from '../domain/mobile.ts'
import { looksLikePassword } from '../domain/typed-secret.ts'
import type { Heard, Meant, Understood } from '../text/meaning.ts'
import type { Waiting } from './speech.ts'
import type { Submission, Turn } from './turn.ts'

/** What a turn wants here, before anything is done. */
export type Intent =
  | { readonly kind: 'command'; readonly command: CommandId; readonly argument: string | null }
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'flow'; readonly flow: FlowId }
  | { readonly kind: 'opening'; readonly opening: Opening }
  | { readonly kind: 'unclear'; readonly candidates: readonly Meant[] }
  | { readonly kind: 'smalltalk'; readonly topic: SmalltalkTopic }
  | { readonly kind: 'answer'; readonly text: string }
  /** What looks like a password; it is kept out of everything (attacks H1). */
  | { readonly kind: 'secret' }
  /** A card of an earlier question. */
  | { readonly kind: 'stale' }
  /** An attachment, an edit, an empty message. */
  | { readonly kind: 'nothing' }

/** What an intent is read with. */
export interface Reading {
  readonly assistant: Assistant
  readonly settings: FlowSettings
  readonly understand: (heard: Heard) => Understood
}

/** The value of a card, as if it had been typed: the picked calling code goes in front of the number. */
function typedFields({ fields }: Submission): string {
  const value = fields['value'] ?? ''
  const country = fields['country']
  return country === undefined || country === '' ? value : withCallingCode(country, value)
}

function ofSubmission(submission: Submission, waiting: Waiting, question: number): Intent {
  if (submission.question !== question) return { kind: 'stale' }
  const { choice } = submission
  if (choice === null) {
    const text = typedFields(submission)
    return text.trim() === '' ? { kind: 'nothing' } : { kind: 'answer', text }
  }
  const language = /^language:(.+)$/.exec(choice)?.[1]
  if (language !== undefined) return { kind: 'command', command: 'language', argument: language }
  const isOffered = waiting.view.choices.some(({ id }) => id === choice)
  return isOffered ? { kind: 'choice', id: choice } : { kind: 'stale' }
}

function ofText(text: string, waiting: Waiting, reading: Reading): Intent {
  if (text.trim() === '') return { kind: 'nothing' }
  const isMenu = waiting.step.stack.length === 0
  const opening = isMenu ? reading.assistant.recognise(text, reading.settings) : null
  if (opening !== null) return { kind: 'opening', opening }
  const { choices, expects } = waiting.view
  const understood = reading.understand({ text, choices, expects })
  return understood.kind === 'words' ? { kind: 'answer', text } : understood
}

type Typed = Pick<Turn, 'submission' | 'text'>

const judged = new WeakMap<Typed, boolean>()

/** Whether somebody typed a password, into the chat or into a card. */
export function holdsSecret(typed: Typed): boolean {
  const known = judged.get(typed)
  if (known !== undefined) return known
  const texts = [typed.text, typed.submission?.fields['value'] ?? '']
  const isSecret = texts.some((text) => text !== '' && looksLikePassword(text).found)
  judged.set(typed, isSecret)
  return isSecret
}

/** Reads what a turn wants at the question that waits; pure. */
export function intentOf(
  turn: Pick<Turn, 'kind' | 'submission' | 'text'>,
  at: { readonly waiting: Waiting; readonly question: number },
  reading: Reading,
): Intent {
  if (turn.kind === 'noticed') return { kind: 'nothing' }
  if (holdsSecret(turn)) return { kind: 'secret' }
  return turn.submission === null
    ? ofText(turn.text, at.waiting, reading)
    : ofSubmission(turn.submission, at.waiting, at.question)
}
