import { z } from 'zod'
import type { ConversationRoom } from '../conversation/conversations.ts'
import { locales, type Locale } from '../flow/locale.ts'
import type { ChatReturn } from '../ports/chat-return.ts'
import type { Clock } from '../ports/clock.ts'
import type { PageForm, PageNotice, PageState, PageStep } from '../ports/pages.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { Store } from '../ports/store.ts'
import type { ServiceDeps } from '../services/use-case.ts'

/** What the pages stand on: the same services and conversations as the chat, and the hashing pool. */
export interface PageDeps
  extends
    ServiceDeps,
    Pick<
      ConversationRoom,
      'within' | 'retryOutside' | 'tellFlow' | 'comeBack' | 'startPage' | 'pageView'
    > {
  readonly store: Store
  readonly clock: Clock
  readonly hasher: PasswordHasher
  /** A hash that no password made, of the usual cost: unknown accounts take as long as known ones. */
  readonly decoyHash: string
  readonly providerName: string
  readonly chatReturn: ChatReturn
}

/** A link that counts. */
export interface FoundLink {
  readonly row: ChallengeRow
  readonly hash: string
}

/** The same with what a page needs to know of where it came from. */
export interface OpenLink extends FoundLink {
  readonly locale: Locale
  /**
   * Keyed hash of the person whose chat asked for it, where that is who sits at the page; else a name of the page's own.
   * Anybody may have a mail sent to somebody else, and must neither be taken for them nor be told what they do.
   */
  readonly person: string
  /** Keyed handle of the network that the form came from; null where it is hidden. */
  readonly source: string | null
  /** What the chat shows beside it; null where it came by mail. */
  readonly words: string | null
  /** Where it was shown; null where it came by mail. */
  readonly chat: PageState['chat']
}

/** What a page shows, before it is tied to its link. */
export interface Shown {
  readonly now: PageStep
  readonly notice?: PageNotice | null
  /** The key of a password that waits for its directory: the browser is to hold it; left out for none. */
  readonly passwordKey?: string
  /** Grows with every step of a page that has several; 0 when left out. */
  readonly question?: number
}

/** One kind of page. Both answer null when there is nothing to do behind the link any more. */
export interface Page {
  /** What waits; changes nothing. */
  readonly show: (deps: PageDeps, link: OpenLink) => Promise<Shown | null>
  /** Takes a form. @returns `foreign` when its nonce is not of a step of this link */
  readonly take: (
    deps: PageDeps,
    link: OpenLink,
    form: PageForm,
  ) => Promise<Shown | 'foreign' | null>
}

const payloadSchema = z.object({
  account: z.string().nullable(),
  change: z.string().optional(),
  /** Whether it only reports that change: it went to a contact channel, which proves nobody. */
  reports: z.boolean().optional(),
  /** A contact channel that is to be verified. */
  channel: z.enum(['contactMobile', 'contactEmail']).optional(),
  /** Its address then; of a reset the mailbox that the link was mailed to. */
  address: z.string().optional(),
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

/** Ties a form to one step of one link. */
export function nonceFor(
  { sealer }: Pick<PageDeps, 'sealer'>,
  { hash }: OpenLink,
  question: number,
): string {
  return sealer.handle('page-nonce', hash, String(question))
}

/** Whether a form belongs to this step, to an earlier one of the same link, or to another link altogether. */
export function ageOfForm(
  deps: Pick<PageDeps, 'sealer'>,
  link: OpenLink,
  form: { readonly nonce: string | undefined; readonly question: number },
): 'current' | 'old' | 'foreign' {
  if (form.nonce === nonceFor(deps, link, form.question)) return 'current'
  for (let earlier = form.question - 1; earlier >= 0; earlier -= 1) {
    if (form.nonce === nonceFor(deps, link, earlier)) return 'old'
  }
  return 'foreign'
}

/** Makes a page of one step: a form counts when its nonce is of that step. */
export function pageOfOneStep({ show, take }: Page): Page {
  return {
    show,
    take: async (deps, link, form) => {
      const age = ageOfForm(deps, link, { nonce: form['nonce'], question: 0 })
      return age === 'current' ? take(deps, link, form) : 'foreign'
    },
  }
}

/**
 * Makes a page of one button; a form with another action shows the page again.
 *
 * @param alone what a form with the nonce and no action does
 */
export function pageOfOneButton(
  show: Page['show'],
  confirm: (deps: PageDeps, link: OpenLink) => Promise<Shown | null>,
  alone: 'confirm' | 'show',
): Page {
  const take: Page['take'] = async (deps, link, form) =>
    (form['action'] ?? alone) === 'confirm' ? confirm(deps, link) : show(deps, link)
  return pageOfOneStep({ show, take })
}
