import { z } from 'zod'
import { maskCode } from '../domain/one-time-code.ts'
import { withoutSecrets } from '../domain/typed-secret.ts'
import type { ChatPass } from './chat-tokens.ts'
import { maskKey } from './key-mask.ts'

/** What a page may say about an activity; who says it, where and to whom is the server's to fill in. */
const shape = z.object({
  type: z.enum(['message', 'event', 'typing']),
  text: z.string().optional(),
  name: z.string().max(200).optional(),
  value: z.unknown().optional(),
  locale: z.string().max(35).optional(),
  attachments: z.array(z.unknown()).optional(),
  channelData: z
    .looseObject({
      clientActivityID: z.string().max(200).optional(),
      postBack: z.boolean().optional(),
      /** The page sent it before and does not know what became of it. */
      resent: z.boolean().optional(),
    })
    .optional(),
})

/** An activity of a page, without its files: there are none. */
export type ClientActivity = z.infer<typeof shape>

/** What was sent, or why it is refused. */
export type ClientRead =
  | { readonly outcome: 'read'; readonly activity: ClientActivity }
  | { readonly outcome: 'malformed' }
  | { readonly outcome: 'attachment' }

const longestEcho = 2_000

/** Reads what a page sent. Files are refused: there is nothing the assistant would do with one. */
export function readClientActivity(body: unknown): ClientRead {
  const read = shape.safeParse(body)
  if (!read.success) return { outcome: 'malformed' }
  const { attachments, ...activity } = read.data
  if (attachments !== undefined && attachments.length > 0) return { outcome: 'attachment' }
  return { outcome: 'read', activity }
}

/**
 * The activity as the chat's history keeps it and as the page gets it back: without what a card held, and a
 * one-time code as dots. Web Chat knows its own message by `clientActivityID` and by the sender.
 *
 * Many windows read the desk: there no role is told, so that each takes its own agent's messages for its user's and
 * all others for somebody else's, and `agent` says whose.
 */
export function echoOf(
  activity: ClientActivity,
  { user, desk }: ChatPass,
): Readonly<Record<string, unknown>> {
  const { type, text, name, locale, channelData } = activity
  return {
    type,
    from: desk === null ? { id: user, role: 'user' } : { id: user, ...desk },
    ...(text === undefined ? {} : { text: shown(text), textFormat: 'plain' }),
    ...(name === undefined ? {} : { name }),
    ...(locale === undefined ? {} : { locale }),
    channelData: {
      clientActivityID: channelData?.clientActivityID,
      ...(desk === null ? {} : { agent: desk.name }),
      ...(channelData?.postBack === true ? { postBack: true } : {}),
    },
  }
}

function shown(text: string): string {
  const masked = withoutSecrets(maskKey(maskCode(text)))
  return masked.length > longestEcho ? `${masked.slice(0, longestEcho).toWellFormed()}…` : masked
}
