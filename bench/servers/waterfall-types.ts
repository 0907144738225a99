import type { CloudAdapter, TurnContext } from 'botbuilder'

/** The parts of botbuilder-dialogs that the waterfall bot uses; the package itself is not one of ours. */
export interface DialogsLibrary {
  readonly DialogSet: new (state: unknown) => DialogSet
  readonly WaterfallDialog: new (id: string, steps: readonly Step[]) => object
  readonly TextPrompt: new (id: string, validator?: Validator) => object
  readonly ChoicePrompt: new (id: string) => object
}

/** The parts of botbuilder that it uses, from beside the dialogs: two copies of the SDK do not mix. */
export interface BotLibrary {
  readonly CloudAdapter: new (authentication: object) => Pick<CloudAdapter, 'process'>
  readonly ConfigurationBotFrameworkAuthentication: new (options: object) => object
  readonly ConversationState: new (storage: object) => ConversationState
  readonly MemoryStorage: new () => object
}

export interface ConversationState {
  createProperty(name: string): unknown
  saveChanges(context: TurnContext): Promise<void>
}

export interface DialogSet {
  add(dialog: object): this
  createContext(context: TurnContext): Promise<DialogContext>
}

export interface DialogContext {
  beginDialog(id: string): Promise<unknown>
  continueDialog(): Promise<{ readonly status: string }>
  cancelAllDialogs(): Promise<unknown>
}

export interface StepContext extends DialogContext {
  readonly context: TurnContext
  prompt(id: string, prompt: unknown, choices?: readonly string[]): Promise<unknown>
  endDialog(): Promise<unknown>
}

export type Step = (step: StepContext) => Promise<unknown>

export type Validator = (prompt: {
  readonly recognized: { readonly value?: string }
}) => Promise<boolean>
