import type { ChatForms, FormMessage } from '../ports/chat-form.ts'
import type { Random } from '../ports/random.ts'
import { announceUser } from './bot-activity.ts'
import type { ChatLock } from './chat-lock.ts'
import type { ChatPass, ChatTokens } from './chat-tokens.ts'
import { readClientActivity, type ClientActivity } from './client-activity.ts'
import { hear, type Hearing } from './direct-line.ts'
import { newPass, shutOut } from './token-endpoints.ts'

interface FormChatDeps extends Hearing {
  readonly random: Random
  readonly tokens: ChatTokens
  readonly lock: ChatLock
  readonly tokenFlood: (source: string) => Promise<number | null>
}

/**
 * Makes the way into the built-in chats for pages without scripts. The token in the form is what opens a chat, as it is
 * for Direct Line, so a page of another site, which cannot know it, reaches nobody's chat.
 */
export function createChatForms(deps: FormChatDeps): ChatForms {
  const { tokens, delivery, chatLog } = deps

  async function answer(outcome: 'heard' | 'ended', pass: ChatPass) {
    const entries = (await chatLog.read(pass.conversation)).map(({ activity }) => activity)
    const { conversation: conversationId, user: userId } = pass
    return { outcome, token: tokens.issue(pass), conversationId, userId, entries }
  }

  async function open({ source, locale }: FormMessage): Promise<ChatPass | number> {
    const seconds = await deps.tokenFlood(source)
    if (seconds !== null) return seconds
    const pass = newPass(deps.random, { locale, desk: null })
    await delivery.greet(pass.conversation, announceUser(pass))
    return pass
  }

  return {
    async exchange(message) {
      const activity = activityOf(message)
      if (activity === 'malformed') return { outcome: 'refused' }
      const known = message.token === '' ? null : await passFor(deps, message.token)
      const pass = known ?? (await open(message))
      if (typeof pass === 'number') return { outcome: 'later', seconds: pass }
      if (known === null && message.token !== '') return answer('ended', pass)
      if (
        activity !== null &&
        (await hear(deps, pass, { activity, source: message.source })) === null
      ) {
        return { outcome: 'later', seconds: 2 }
      }
      return answer('heard', pass)
    },
    async show(token) {
      const pass = await passFor(deps, token)
      return pass === null ? null : answer('heard', pass)
    },
    async leave(token) {
      const pass = await passFor(deps, token)
      if (pass !== null) await shutOut(deps, pass.conversation)
    },
  }
}

/** The message as Direct Line would bring it; null when there is nothing to say. */
function activityOf(message: FormMessage): ClientActivity | null | 'malformed' {
  const { id, text, value, isTurn, locale } = message
  if (text === '' && value === null && !isTurn) return null
  const read = readClientActivity({
    ...(isTurn
      ? { type: 'event', name: 'latchkey/language', value: { locale } }
      : { type: 'message', text }),
    locale,
    ...(value === null ? {} : { value }),
    // A form may always have been sent before: a refresh of its answer sends it again.
    channelData: { clientActivityID: id, resent: true },
  })
  return read.outcome === 'read' ? read.activity : 'malformed'
}

/** The pass of a customer's chat that is still open; null for any other token. */
async function passFor(
  { tokens, lock }: Pick<FormChatDeps, 'tokens' | 'lock'>,
  token: string,
): Promise<ChatPass | null> {
  const pass = tokens.verifyForRefresh(token)
  return pass !== null && pass.desk === null && (await lock.fits(pass)) ? pass : null
}
