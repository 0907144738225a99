import { z } from 'zod'
import { channelMedium, isVerified } from '../domain/channel.ts'
import type { PageForm } from '../ports/pages.ts'
import { markVerified, maskChannel } from '../services/channels.ts'
import { spentLink } from '../services/link.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { withinPage } from './near.ts'
import { linkWithin, type OpenLink } from './open-link.ts'
import type { PageDeps } from './page-deps.ts'
import type { Shown } from './state.ts'

const payloadSchema = z.object({
  account: z.string(),
  channel: z.enum(['contactMobile', 'contactEmail']),
  address: z.string(),
})

function payloadOf({ sealer }: Pick<PageDeps, 'sealer'>, { row }: OpenLink) {
  const opened = row.sealedPayload === null ? null : sealer.open(row.sealedPayload)
  return opened === null ? null : payloadSchema.parse(JSON.parse(opened))
}

/** What would be confirmed; null when the address is no longer the account's, or is verified already. */
export async function showConfirm(deps: PageDeps, link: OpenLink): Promise<Shown | null> {
  const payload = payloadOf(deps, link)
  if (payload === null) return null
  const { channel, address } = payload
  const account = (await deps.store.get('accounts', payload.account))?.row
  if (account?.[channel] !== address || isVerified(account, channel)) return null
  const mask = maskChannel(channel, address) ?? ''
  return {
    now: { step: 'confirm', medium: channelMedium[channel], mask },
    notice: null,
    question: 0,
  }
}

async function confirm(deps: PageDeps, link: OpenLink, work: UnitOfWork): Promise<Shown | null> {
  const row = await linkWithin(work, link)
  const payload = payloadOf(deps, link)
  const account = payload === null ? null : await work.get('accounts', payload.account)
  if (row === null || payload === null || account === null) return null
  const actor = `page:${link.hash.slice(0, 12)}`
  const { channel, address } = payload
  if (!(await markVerified(work, account, { channel, address, actor }))) return null
  work.put('challenges', spentLink(row, work.now))
  const { conversation, run } = row.binding
  const event = { type: 'page.completed', page: 'confirm', at: work.now } as const
  await deps.tellFlow({ conversation, event, run }, work)
  return { now: { step: 'done', outcome: 'confirmed' }, notice: null, question: 0 }
}

/** Verifies a contact channel by the link that was mailed to it, once (S68); the chat goes on if it still waits. */
export async function submitConfirm(
  deps: PageDeps,
  link: OpenLink,
  form: PageForm,
): Promise<Shown | null> {
  if (form['action'] !== 'confirm') return showConfirm(deps, link)
  const { conversation } = link.row.binding
  return withinPage(deps, { link, conversation }, async (work) => confirm(deps, link, work))
}
