/** How a message is sent. */
export interface TalkOptions {
  readonly serviceUrl: string
  /** Whether replies come back in the HTTP answer. */
  readonly isInline: boolean
  /** Bot Framework's channel id; `emulator` unless said otherwise. */
  readonly chatChannel?: string
}

/** The next message of a person, as a channel sends it. */
export type NextMessage = () => string

/** One walk through retrieve account, with a wrong code; the mobile number is everybody's own. */
const lines: readonly ((mobile: string) => string)[] = [
  () => 'hi',
  () => 'find my account',
  () => 'mobile',
  (mobile) => mobile,
  () => '000000',
  () => 'cancel',
]

/** The recovery mobile of the n-th account, E.164. */
export const mobileOf = (n: number): string => `+86138${String(n % 100_000_000).padStart(8, '0')}`

/**
 * Makes people who talk: each call of the returned function seats one at a connection, and whoever has said all their
 * lines makes room for somebody new with a conversation, an id and a number of their own. The limits that stop one
 * person from trying for ever (security defaults, section 5) so never come into it.
 *
 * @param upTo how many of the lines everybody says
 */
export function createPeople(options: TalkOptions, upTo = lines.length): () => NextMessage {
  let people = 0
  let messages = 0
  return () => {
    let person = 0
    let line = upTo
    return () => {
      if (line >= upTo) {
        person = people
        people += 1
        line = 0
      }
      const text = lines[line]?.(mobileOf(person)) ?? ''
      line += 1
      messages += 1
      return activity(options, { person, text, id: messages })
    }
  }
}

function activity(
  { serviceUrl, isInline, chatChannel = 'emulator' }: TalkOptions,
  { person, text, id }: { readonly person: number; readonly text: string; readonly id: number },
): string {
  return JSON.stringify({
    type: 'message',
    id: `m-${id}`,
    text,
    channelId: chatChannel,
    serviceUrl,
    from: { id: `user-${person}`, name: 'Li Wei' },
    recipient: { id: 'bot', name: 'Bot' },
    conversation: { id: `chat-${person}` },
    locale: 'en-US',
    ...(isInline ? { deliveryMode: 'expectReplies' } : {}),
  })
}
