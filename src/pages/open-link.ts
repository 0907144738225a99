import { z } from 'zod'
import { locales, type Locale } from '../flow/locale.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { SecretPage } from '../ports/pages.ts'
import { count, standing } from '../services/limits.ts'
import { isOpenLink, tokenHash, wordSeed } from '../services/link.ts'
import type { Asking } from '../services/use-case.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { PageDeps } from './page-deps.ts'

/** A link that counts. */
export interface FoundLink {
  readonly row: ChallengeRow
  readonly hash: string
}

/** The same with what a page needs to know of where it came from. */
export interface OpenLink extends FoundLink {
  readonly locale: Locale
  /** Keyed hash of the person whose chat asked for it; empty for a link that no chat asked for. */
  readonly person: string
  /** What the chat shows beside it; null where it came by mail. */
  readonly words: string | null
}

const payloadSchema = z.object({
  account: z.string().nullable(),
  change: z.string().optional(),
  /** The case whose way back it is about (S91). */
  recovery: z.number().optional(),
  /** The case that support waits in. */
  case: z.number().optional(),
  /** The language of the letter that carried the link, where no chat asked for it. */
  locale: z.enum(locales).optional(),
})

/** The facts a link carries; none when it carries none or the key is another by now. */
export function payloadOf(
  { sealer }: Pick<PageDeps, 'sealer'>,
  { row }: Pick<OpenLink, 'row'>,
): z.infer<typeof payloadSchema> {
  const opened = row.sealedPayload === null ? null : sealer.open(row.sealedPayload)
  return opened === null ? { account: null } : payloadSchema.parse(JSON.parse(opened))
}

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

/** Where a link came from, and how its page is to look. */
export async function openLink(
  deps: PageDeps,
  page: SecretPage,
  { row, hash }: FoundLink,
): Promise<OpenLink> {
  const asker = await askerOf(deps, row)
  const words = shownInChat.has(page) ? deps.linkWords(wordSeed(hash), asker.locale) : null
  return { row, hash, words, ...asker }
}

/** Whose chat asked for a link, and the language to show its page in: the chat's, or that of the letter. */
async function askerOf(
  deps: PageDeps,
  row: ChallengeRow,
): Promise<Pick<OpenLink, 'locale' | 'person'>> {
  const chat = await deps.store.get('conversations', row.binding.conversation)
  if (chat !== null) return { locale: chat.row.locale, person: chat.row.person }
  return { locale: payloadOf(deps, { row }).locale ?? locales[0], person: '' }
}

/** The link as it is inside a unit of work; null when it was used up or replaced since it was found. */
export async function linkWithin(
  work: UnitOfWork,
  { row, hash }: OpenLink,
): Promise<ChallengeRow | null> {
  const current = await work.get('challenges', row.key)
  return current?.tokenHash === hash && isOpenLink(current, work.now) ? current : null
}

/** Who asks, when a page acts for the run of the flow that offered it. */
export function askingFor(link: OpenLink, work: UnitOfWork): Asking {
  const { conversation, flow, run } = link.row.binding
  const { person, locale } = link
  return {
    work,
    conversation,
    flow,
    run,
    person,
    locale,
    callerRun: null,
    isSignedInChannel: false,
    // A page shows what came of it by itself; the chat that offered it keeps its own trail.
    mark: () => {},
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
