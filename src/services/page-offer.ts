import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { makeLink, wordSeed } from './link.ts'
import { useSession } from './session.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type OfferPage = Extract<Effect, { type: 'page.offer' }>

/**
 * Makes a single-use link to a page, bound to this run of this flow in this conversation; a newer one replaces it.
 *
 * @returns `page.offered`; for the human check `page.unneeded` where it is off or the channel knows its people
 */
export async function offerPage(
  deps: ServiceDeps,
  asking: Asking,
  { page }: OfferPage,
): Promise<Answer> {
  const isUnneeded = !deps.checksHumans || asking.isSignedInChannel
  if (page === 'check' && isUnneeded) return { type: 'page.unneeded' }
  const { work, conversation, flow, run, locale } = asking
  const session = page === 'change-password' ? await useSession(deps, work, conversation) : null
  const { url, hash, expiresAt } = await makeLink(deps, work, {
    page,
    subject: conversation,
    account: session?.account.id ?? null,
    binding: { conversation, flow, run },
    lifetimeMs: deps.policy.linkLifetimeMs,
    payload: null,
  })
  return { type: 'page.offered', url, words: deps.linkWords(wordSeed(hash), locale), expiresAt }
}
