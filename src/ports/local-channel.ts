/** A chat that lives in this process: what the bot says goes to it without a network in between. */
export interface LocalChannel {
  /** The one service URL that means this process; nobody outside may use it. */
  readonly serviceUrl: string
  send(conversationId: string, activity: object): Promise<{ readonly id: string }>
  update(
    conversationId: string,
    activityId: string,
    activity: object,
  ): Promise<{ readonly id: string }>
  remove(conversationId: string, activityId: string): Promise<void>
}
