/** The channel of the chat of this process, which the bot posts to without a network. */
export interface LocalChannel {
  /** The service URL that stands for this process; activities from outside must not name it. */
  readonly serviceUrl: string
  send(conversationId: string, activity: object): Promise<{ readonly id: string }>
  update(
    conversationId: string,
    activityId: string,
    activity: object,
  ): Promise<{ readonly id: string }>
  remove(conversationId: string, activityId: string): Promise<void>
}
