import type { CommandId, SmalltalkTopic, Stance } from '../flow/command.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Choice, View } from '../flow/reply.ts'
import type { SituationId } from '../flow/situation.ts'
import type { CommandArgument } from './command-argument.ts'
import type { Lexicon } from './lexicon.ts'
import type { PhraseBook } from './phrase-book.ts'

/** Something that a text can mean and that a question back can name. */
export type Meant =
  | ({ readonly kind: 'command' } & CommandArgument)
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'flow'; readonly flow: FlowId }

/** What a typed text means here. */
export type Understood =
  | Meant
  | {
      /** "Did you mean A or B?": one to three, the likeliest first. */
      readonly kind: 'unclear'
      readonly candidates: readonly Meant[]
    }
  | { readonly kind: 'smalltalk'; readonly topic: SmalltalkTopic }
  | { readonly kind: 'situation'; readonly situation: SituationId }
  /** Words to a question that are no answer to it. */
  | { readonly kind: 'stance'; readonly stance: Stance }
  /** A language that is not spoken here, by its ISO 639 code. */
  | { readonly kind: 'foreign'; readonly language: string }
  /** An answer to the question, or something that nothing here knows. */
  | { readonly kind: 'words' }

/** One typed text and the question it was typed under. */
export interface Heard {
  readonly text: string
  readonly choices: readonly Choice[]
  readonly expects: View['expects']
  /** Whether the last message showed the choices, so that a number may pick one; left out for yes. */
  readonly isShown?: boolean
}

/** The same, cut once for all readings. */
export interface Hearing extends Heard {
  readonly tokens: readonly string[]
  /** The whole text, then ever less of its polite words. */
  readonly forms: readonly string[]
  /** The text without the polite words at its ends. */
  readonly core: string
  readonly lexicon: Lexicon
  readonly choiceBook: PhraseBook<string>
}

/** Whether no flow waits: the menu's own choices start flows, and no question inside a flow has any. */
export const isMenu = ({ choices, expects }: Heard): boolean =>
  expects === 'choice' &&
  (choices.length === 0 || choices.some(({ id }) => id.startsWith('start:')))

/** One way to read a text; null when it says nothing that way. */
export type Reading = (hearing: Hearing) => Understood | null

/** An answer to the question, or nothing that is known here. */
export const words: Understood = { kind: 'words' }

/** Whether a text is about something that nobody is helped with here. */
export const isOutside = (understood: Understood): boolean =>
  understood.kind === 'situation' && understood.situation === 'outside'

/** A command that names nothing. */
export function plainCommand(command: CommandId): Meant {
  return { kind: 'command', command, argument: null }
}

/** The only candidate, or a question back that names the first three. */
export function oneOf(candidates: readonly Meant[]): Understood | null {
  const [only] = candidates
  if (only === undefined) return null
  return candidates.length === 1 ? only : { kind: 'unclear', candidates: candidates.slice(0, 3) }
}
