/** The bot, as the built-in chat sees it. */
export interface ChatBot {
  /** Resolves when the turn is over; `busy` means that nothing was done. */
  deliver(activity: Readonly<Record<string, unknown>>): Promise<'done' | 'busy'>
  isAccepting(): boolean
}
