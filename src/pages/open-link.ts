import { z } from 'zod'
import type { OutsideEvent } from '../flow/event.ts'
import { locales } from '../flow/locale.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { PageVisitor, SecretPage } from '../ports/pages.ts'
import { count, standing } from '../services/limits.ts'
import { isOpenLink, spentLink, tokenHash, visitorOf, wordSeed } from '../services/link.ts'
import type { Asking } from '../services/use-case.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { withinPage, type PageWork } from './near.ts'
import { payloadOf, type FoundLink, type OpenLink, type PageDeps } from './page.ts'

/** Pages whose link was shown in a chat, next to its two words; the others came by mail. */
const shownInChat: ReadonlySet<SecretPage> = new Set(['sign-in', 'change-password'])

/** Finds a link by its token without spending it; null when it is unknown, used, replaced or expired. */
export async function findLink(
  deps: PageDeps,
  page: SecretPage,
  token: string,
): Promise<FoundLink | null> {
  const hash = tokenHash(token)
  const [found] = await deps.store.find('challenges', 'token', { value: hash })
  const row = found?.row
  if (row === undefined || row.purpose !== page || !isOpenLink(row, deps.clock.now())) return null
  return { row, hash }
}

/** Where a link came from: the chat that asked for it, or the letter that carried it; its page is in that language. */
export async function openLink(
  deps: PageDeps,
  page: SecretPage,
  { row, hash, visitor }: FoundLink & { readonly visitor: PageVisitor },
): Promise<OpenLink> {
  const chat = (await deps.store.get('conversations', row.binding.conversation))?.row
  const carried = payloadOf(deps, { row })
  const locale = chat?.locale ?? carried.locale ?? locales[0]
  const whose = chatOf(chat)
  const isShown = shownInChat.has(page)
  const shown = isShown
    ? { words: deps.linkWords(wordSeed(hash), locale), chat: whose }
    : { words: null, chat: null }
  // The page of a way back that support opened is offered in the chat as well.
  const isOffered = isShown || (page === 'reset-password' && carried.recovery !== undefined)
  const isAtChat = isOffered || isOwnBrowser(whose, visitor)
  const person = personAt(hash, isAtChat ? chat : undefined)
  return { row, hash, locale, person, source: visitor.source, ...shown }
}

const personAt = (hash: string, chat: ConversationRow | undefined): string =>
  chat?.person ?? visitorOf(hash)

/** Somebody of whom nothing is known. */
export const anybody: PageVisitor = { source: null, beganChat: () => false }

/** Whether a page is open in the browser that a chat of our own page was begun in. */
const isOwnBrowser = (chat: OpenLink['chat'], { beganChat }: PageVisitor): boolean =>
  chat?.channel === 'webchat' && beganChat(chat.conversation)

const referenceShape = z.object({
  channelId: z.string(),
  conversation: z.object({ id: z.string() }),
})

/** The channel and conversation of a chat; null where it names none. */
function chatOf(chat: ConversationRow | undefined): OpenLink['chat'] {
  if (chat === undefined) return null
  try {
    const { channelId: channel, conversation } = referenceShape.parse(JSON.parse(chat.reference))
    return { channel, conversation: conversation.id }
  } catch {
    return null
  }
}

/** A unit of work in which a link was found to count still. */
export interface LinkWork {
  readonly work: UnitOfWork
  readonly row: ChallengeRow
  /** Stages that the link was used. */
  readonly spend: () => void
  /** Tells the flow that offered the link, if it still waits. */
  readonly tellFlow: (event: OutsideEvent) => Promise<void>
}

/**
 * Runs work behind a link, in the turn of the conversation that it concerns.
 *
 * @returns null when the link was used up or replaced since it was found
 */
export async function withLink<T>(
  deps: PageDeps,
  about: PageWork,
  run: (within: LinkWork) => Promise<T | null>,
): Promise<T | null> {
  const { row: found, hash, source } = about.link
  return withinPage(deps, about, async (work) => {
    const row = await work.get('challenges', found.key)
    if (row?.tokenHash !== hash || !isOpenLink(row, work.now)) return null
    const spend = (): void => {
      work.put('challenges', spentLink(row, work.now))
    }
    const { conversation, run: flowRun } = row.binding
    const tellFlow: LinkWork['tellFlow'] = async (event) =>
      deps.tellFlow({ conversation, event, run: flowRun, source }, work)
    return run({ work, row, spend, tellFlow })
  })
}

/** Who did it, where a page leaves something on the audit trail. */
export const pageActor = ({ hash }: FoundLink): string => `page:${hash.slice(0, 12)}`

/** Who asks, when a page acts for the run of the flow that offered it. */
export function askingFor(link: OpenLink, work: UnitOfWork): Asking {
  const { conversation, flow, run } = link.row.binding
  const { person, source, locale } = link
  return {
    work,
    conversation,
    flow,
    run,
    person,
    source,
    locale,
    callerRun: null,
    isSignedInChannel: false,
    // A page shows what came of it by itself; the chat that offered it keeps its own trail.
    mark: () => {},
    announce: () => {},
  }
}

/**
 * Counts one form sent to a link, before any slow work is done for it (attacks L2).
 *
 * @returns null, or until when the link takes no more forms, epoch ms
 */
export async function countTry(deps: PageDeps, link: FoundLink): Promise<number | null> {
  return deps.within(`page:${link.hash}`, async (work) => {
    const { allowedAt } = await standing(work, deps.rules.pageTries, link.hash)
    if (allowedAt > work.now) return allowedAt
    await count(work, deps.rules.pageTries, link.hash)
    return null
  })
}
