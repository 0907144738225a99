import { z } from 'zod'
import { maskCode } from '../domain/one-time-code.ts'
import { normalized } from '../domain/plain-text.ts'
import { withoutSecrets } from '../domain/typed-secret.ts'
import { objectIn } from '../json.ts'
import type { ChatLog } from './chat-log.ts'
import type { ChatPass } from './chat-tokens.ts'

/** How much of a message is read, in UTF-16 units. */
const longestText = 2_000

/** What a page may set of an activity; sender, recipient and conversation are set by the server. */
const shape = z.object({
  type: z.enum(['message', 'event', 'typing']),
  /** Cut before anything looks at it; one more than the longest, so that a cut can be seen. */
  text: z
    .string()
    .transform((text) => text.slice(0, longestText + 1).toWellFormed())
    .optional(),
  name: z.string().max(200).optional(),
  value: z.unknown().optional(),
  locale: z.string().max(35).optional(),
  /** IANA name; what is none is passed over where it is used. */
  localTimezone: z.string().max(64).optional().catch(undefined),
  attachments: z.array(z.unknown()).optional(),
  channelData: z
    .looseObject({
      clientActivityID: z.string().max(200).optional(),
      postBack: z.boolean().optional(),
      /** The page sent it before and got no response. */
      resent: z.boolean().optional(),
    })
    .optional(),
})

/** An activity that a page sent; it has no attachments. */
export type ClientActivity = z.infer<typeof shape>

/** What was sent, or why it is refused. */
export type ClientRead =
  | { readonly outcome: 'read'; readonly activity: ClientActivity }
  | { readonly outcome: 'malformed' }
  | { readonly outcome: 'attachment' }

/** Reads what a page sent; attachments are refused. */
export function readClientActivity(body: unknown): ClientRead {
  const read = shape.safeParse(body)
  if (!read.success) return { outcome: 'malformed' }
  const { attachments, ...activity } = read.data
  if (attachments !== undefined && attachments.length > 0) return { outcome: 'attachment' }
  return { outcome: 'read', activity }
}

/**
 * The activity as the chat's log keeps it and as the page gets it back: without a card's values, and with one-time
 * codes masked. Web Chat recognises its own message by `clientActivityID` and sender.
 *
 * At the desk, which many windows read, the role is left out: Web Chat then shows messages of the window's own user id
 * as the user's and all others as somebody else's; `agent` says whose they are.
 */
export function echoOf(
  activity: ClientActivity,
  { user, desk }: ChatPass,
): Readonly<Record<string, unknown>> {
  const { type, text, name, locale, channelData } = activity
  return {
    type,
    from: desk === null ? { id: user, role: 'user' } : { id: user, ...desk },
    ...(text === undefined ? {} : { text: maskText(text), textFormat: 'plain' }),
    ...(name === undefined ? {} : { name }),
    ...(locale === undefined ? {} : { locale }),
    channelData: {
      clientActivityID: channelData?.clientActivityID,
      ...(desk === null ? {} : { agent: desk.name }),
      ...(channelData?.postBack === true ? { postBack: true } : {}),
    },
  }
}

function maskText(text: string): string {
  const masked = withoutSecrets(maskKey(maskCode(text)))
  return masked.length > longestText ? `${masked.slice(0, longestText).toWellFormed()}…` : masked
}

const command = /((?:\bregister\s+t\S+\s+here\b|在此注册|注册工单频道)[\s\p{P}]*)\S.*$/isu

/** Replaces the key in `register triage here KEY` by dots, also with `triage` mistyped: it lets a channel become a desk. */
function maskKey(text: string): string {
  const plain = normalized(text, 'NFKC')
  return command.test(plain) ? plain.replace(command, '$1••••••') : text
}

/** A message that is in the log already. */
export interface Sent {
  readonly id: string
  readonly isAnswered: boolean
}

/**
 * Finds the log's entry of a message that a page sends again because it got no response: it may be in the log or not,
 * and answered or not.
 *
 * @returns null for a message that is sent for the first time, or that never came to the log
 * @throws ServiceError of the log
 */
export async function sentBefore(
  log: ChatLog,
  { conversation, user }: ChatPass,
  { channelData }: ClientActivity,
): Promise<Sent | null> {
  const name = channelData?.clientActivityID
  if (channelData?.resent !== true || name === undefined) return null
  const activities = (await log.read(conversation)).map(({ activity }) => activity)
  const known = activities.find(
    (activity) =>
      objectIn(activity['from'])['id'] === user &&
      objectIn(activity['channelData'])['clientActivityID'] === name,
  )
  if (known === undefined) return null
  return { id: known.id, isAnswered: activities.some(({ replyToId }) => replyToId === known.id) }
}
