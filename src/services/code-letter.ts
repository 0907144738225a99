import type { Effect } from '../flow/effect.ts'
import type { Letter } from '../flow/letter.ts'
import { makeLink } from './link.ts'
import { isFreeLogin, type Subject } from './subject.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type SendCode = Extract<Effect, { type: 'code.send' }>

/** A code that was just issued, and whom it is for. */
interface Issued {
  readonly effect: SendCode
  readonly subject: Subject
  readonly code: string
}

async function newAddressLetter(
  deps: ServiceDeps,
  asking: Asking,
  { effect, subject, code }: Issued,
): Promise<Letter | null> {
  const { target } = effect
  const [account] = subject.accounts
  if (target.by !== 'new' || account === undefined) return null
  const address = subject.to?.address ?? null
  const { work, conversation, flow, run } = asking
  if (target.channel === 'loginEmail' && !(await isFreeLogin(work, account.id, address))) {
    return { template: 'email-claimed', at: work.now }
  }
  if (target.channel !== 'contactEmail' || account.contactEmail !== address) return null
  const { url } = await makeLink(deps, work, {
    page: 'confirm',
    subject: `${account.id}:contactEmail`,
    account: account.id,
    binding: { conversation, flow, run },
    lifetimeMs: deps.policy.linkLifetimeMs,
    payload: { account: account.id, channel: target.channel, address },
  })
  const { codeLifetimeMs, linkLifetimeMs } = deps.policy
  return { template: 'confirm-channel', url, code, codeLifetimeMs, linkLifetimeMs }
}

/**
 * What a code is sent in. A contact email gets a link beside it (S68); the owner of a login email that somebody else
 * wants to bind is told so, and gets no code, at the cost of one (attacks G5).
 */
export async function codeLetter(
  deps: ServiceDeps,
  asking: Asking,
  issued: Issued,
): Promise<Letter> {
  const { effect, code } = issued
  return (
    (await newAddressLetter(deps, asking, issued)) ?? {
      template: 'code',
      purpose: effect.purpose,
      code,
      lifetimeMs: deps.policy.codeLifetimeMs,
    }
  )
}
