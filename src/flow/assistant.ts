import type { AccountIds } from '../domain/account-id.ts'
import type { CaseConcern, Concern, Cue } from './concern.ts'
import type { Dialog } from './dialog.ts'
import type { SupportEvent } from './event.ts'
import type { FlowCall, FlowId } from './flow-call.ts'
import type { Locale } from './locale.ts'
import type { Choice } from './reply.ts'
import type { SituationId } from './situation.ts'

/** What the assistant says around the flows; the catalogues fill it in every language. */
export interface AssistantTexts {
  readonly greeting: (p: { name: string; provider: string }) => string
  readonly menu: string
  readonly menuHelp: string
  /** The same where no account can be found by what is pasted. */
  readonly menuHelpWithoutTexts: string
  readonly menuWhy: string
  readonly menuStatus: string
  /** To somebody new whose first words say nothing that is known. */
  readonly greetingNotUnderstood: (p: { name: string; provider: string }) => string
  readonly notUnderstood: string
  /** To words behind a situation that was told before them, with the steps that help there. */
  readonly notUnderstoodBeside: string
  readonly notUnderstoodMore: string
  readonly notUnderstoodPerson: string
  /** A button's label inside a sentence: it may be a question itself. */
  readonly quoted: (label: string) => string
  readonly didYouMean: (p: { labels: string }) => string
  /** To a yes that may be to each of several steps. */
  readonly whichOfThese: (p: { labels: string }) => string
  /** To a no to the steps that were offered at the menu, and while a flow waits. */
  readonly noneOfThese: string
  readonly goesOn: string
  /** Meets somebody in a situation and says what helps; the steps are buttons. It asks nothing, so that a flow can go on. */
  readonly situations: Readonly<Record<SituationId, string>>
  /** The same without its human clause, for whoever has heard that before in the conversation. */
  readonly situationsMet: Readonly<Partial<Record<SituationId, string>>>
  /** The same situation told again right after it was answered. */
  readonly situationAgain: string
  /** To whoever would hear the very same words again, behind the help of the question; a person last. */
  readonly sameAgain: readonly [string, string]
  readonly greetingBack: string
  readonly thanks: string
  readonly bot: string
  /** To whoever fears a fraud; why the question is asked follows. */
  readonly trust: (p: { provider: string }) => string
  /** To whoever asks who reads this, or whether it is kept. */
  readonly privacy: string
  /** To whoever cannot see, hear or handle something. */
  readonly access: string
  readonly hours: string
  readonly cost: string
  /** To whoever asks how long it takes; where things stand follows. */
  readonly duration: string
  readonly goodbye: string
  /** To whoever is angry with the assistant. */
  readonly upset: string
  /** To words that say nothing. */
  readonly filler: string
  readonly wait: string
  readonly codeWithoutFlow: string
  /** What is asked of somebody who told nothing but a mail address. */
  readonly addressAlone: (p: { email: string }) => string
  readonly cancelled: string
  /** Behind it, and behind an end that nobody asked for: what became of the account, as far as that is known. */
  readonly unchanged: string
  readonly changeStands: string
  readonly nothingToCancel: string
  readonly nothingBefore: string
  readonly startedOver: string
  readonly resumed: string
  readonly signedOut: string
  readonly notSignedIn: string
  /** Behind an answer where a yes does something: that it was not done yet. */
  readonly notDoneYet: string
  readonly secretTyped: string
  readonly languageChosen: string
  readonly askLanguage: string
  readonly stale: string
  readonly attachment: string
  readonly expired: string
  readonly restarted: string
  readonly groupOnly: string
  /** To whoever came back by the link of a message. */
  readonly cameBack: string
  /** A person's words to somebody who is in the middle of something else. */
  readonly supportSaid: (p: { name: string; text: string }) => string
  /** To whoever asks for a flow that the directory of the accounts makes impossible. */
  readonly unable: string
  /** While a directory has not told whether a change was made. */
  readonly outsidePending: string
  /** To whoever turns to something else meanwhile. */
  readonly outsideLeft: string
  readonly outage: (p: { reference: string }) => string
  readonly busy: (p: { reference: string }) => string
}

/** The settings that every flow is started with. */
export interface FlowSettings {
  readonly defaultRegion: string
  readonly allowDocumentationIps: boolean
  /** How account IDs look. */
  readonly accountIds: AccountIds
  /** Whether text messages can be sent; without them nothing is offered that needs one. */
  readonly canText: boolean
}

/** What is not offered, since the directory of the accounts cannot do it. */
export interface Offers {
  /** Flows that end before they begin; whoever asks for one is told so. */
  readonly unable: ReadonlySet<FlowId>
  /** Choices that are not shown, by the flow that has them. */
  readonly hidden: ReadonlyMap<FlowId, readonly string[]>
}

/** What an identifier pasted at the menu leads to (S12). */
export type Opening =
  | (FlowCall & {
      readonly kind: 'flow'
      /** What the flow is then told, as if the person had done it there. */
      readonly replay: readonly (
        | { readonly type: 'user.chose'; readonly choice: string }
        | { readonly type: 'user.answered'; readonly text: string }
      )[]
    })
  /** A one-time code that nothing waits for. */
  | { readonly kind: 'code' }
  /** A mail address that nothing says what to do with; the steps are asked about. */
  | { readonly kind: 'address'; readonly email: string; readonly steps: readonly FlowId[] }

/** A case whose user comes back to the chat by the link of a message. */
export interface CameBackFor {
  readonly number: number
  /** False when it was solved meanwhile. */
  readonly isOpen: boolean
  /** Who has it in hand, by name. */
  readonly agent: string | null
}

/** The flow in which the person talks with people of support. */
export interface SupportTalk {
  readonly flow: FlowId
  /** Its start when support does something while no talk is under way. */
  readonly startFor: (event: SupportEvent) => FlowCall
  /** Its start when the person comes back to the chat by the link of a message. */
  readonly startBack: (about: CameBackFor) => FlowCall
}

/** Everything the assistant says and when, as the engine sees it. */
export interface Assistant {
  readonly dialogs: ReadonlyMap<FlowId, Dialog>
  /** Also what the command `person` starts. */
  readonly support: SupportTalk
  /** What `status NUMBER` starts; null for the person's own case. */
  readonly caseStatus: (number: number | null) => FlowCall
  /** Flows that the directory of the accounts makes impossible; left out for none. */
  readonly unable?: ReadonlySet<FlowId>
  /** Flows that the menu offers, in its order. */
  readonly menu: readonly FlowId[]
  readonly texts: Readonly<Record<Locale, AssistantTexts>>
  /** The flows that help in a situation, the best first. */
  readonly situationSteps: Readonly<Record<SituationId, readonly FlowId[]>>
  /** Whether words add to what was written before. */
  readonly adds: (text: string) => boolean
  /** Whether words ask something. */
  readonly asksSomething: (text: string) => boolean
  /** Whether words under a question for a code tell that none has come. */
  readonly tellsOfWaiting: (text: string) => boolean
  /** What concerns are known by, in every language. */
  readonly cues: Readonly<Record<Concern, readonly Cue[]>>
  /** What is told at the menu about a case that is open, by the concern; nothing of it is done before a plain yes. */
  readonly aboutCase: (concern: CaseConcern, text: string) => Opening
  /** How a plain yes is listed among a choice's words, in every language. */
  readonly yesItself: readonly string[]
  /** How a plain yes and a plain no to several things are listed, in every language. */
  readonly anyOfThese: readonly string[]
  readonly noneOfThese: readonly string[]
  /** What speakers of a language that is not spoken here are told in it, by its ISO 639 code. */
  readonly strangers: Readonly<Record<string, string>>
  /** The languages to choose from, as the languages call themselves. */
  readonly languageNames: Readonly<Record<Locale, string>>
  /** Every choice that the catalogues have words for, so that their phrases are cut before the first turn. */
  readonly choices: readonly Choice[]
  readonly recognise: (text: string, settings: FlowSettings) => Opening | null
  /** What a sentence typed at the menu tells besides the flow it asks for; null for nothing. */
  readonly openingOf: (flow: FlowId | null, text: string, settings: FlowSettings) => Opening | null
}
