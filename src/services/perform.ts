import type { Answer } from '../flow/answer.ts'
import type { CaseEffect, Effect } from '../flow/effect.ts'
import { hintAccount, informAccount } from './account-lookup.ts'
import { switchSubscription, viewAccount } from './account-view.ts'
import { changeChannel, checkChannel, confirmChannel, proveChannel } from './channels.ts'
import { checkCode } from './check-code.ts'
import { listWays, proveIdentity } from './identity.ts'
import { openCase } from './cases/open-case.ts'
import { offerRecovery } from './cases/recovery.ts'
import { markOf } from './cases/trail.ts'
import {
  findCase,
  markCase,
  rateCase,
  reopenCase,
  sayInCase,
  viewCase,
  withdrawCase,
} from './cases/user-case.ts'
import { offerPage } from './page-offer.ts'
import { changePassword, dropPassword, holdPassword } from './password.ts'
import { expectReads } from './read-ahead.ts'
import { mailReset } from './reset-mail.ts'
import { sendCode } from './send-code.ts'
import { explainLock, findSession, openByCode } from './sign-in.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

/** Every effect but the calling of a flow, which is the conversation's own affair. */
export type WorldEffect = Exclude<Effect, { type: 'flow.call' }>

/** Performs one effect inside a turn's unit of work. */
export type Perform = (asking: Asking, effect: WorldEffect) => Promise<Answer>

type ChannelEffect = Extract<
  WorldEffect,
  { type: `channel.${string}` | 'account.view' | 'subscription.switch' }
>

/** What concerns the channels of the own account. */
async function performChannel(
  deps: ServiceDeps,
  asking: Asking,
  effect: ChannelEffect,
): Promise<Answer> {
  switch (effect.type) {
    case 'account.view':
      return viewAccount(deps, asking)
    case 'channel.check':
      return checkChannel(deps, asking, effect)
    case 'channel.prove':
      return proveChannel(deps, asking, effect)
    case 'channel.change':
      return changeChannel(deps, asking, effect)
    case 'channel.confirm':
      return confirmChannel(deps, asking, effect)
    case 'subscription.switch':
      return switchSubscription(deps, asking, effect)
    default:
      return effect satisfies never
  }
}

type AccessEffect = Extract<
  WorldEffect,
  {
    type:
      | `session.${string}`
      | `identity.${string}`
      | `password.${string}`
      | 'reset.mail'
      | 'lock.explain'
  }
>

/** What concerns who somebody is, and what they sign in with. */
async function performAccess(
  deps: ServiceDeps,
  asking: Asking,
  effect: AccessEffect,
): Promise<Answer> {
  switch (effect.type) {
    case 'session.find':
      return findSession(deps, asking)
    case 'session.open':
      return openByCode(deps, asking, effect)
    case 'identity.ways':
      return listWays(deps, asking)
    case 'identity.prove':
      return proveIdentity(deps, asking, effect)
    case 'reset.mail':
      return mailReset(deps, asking, effect)
    case 'password.hold':
      return holdPassword(deps, asking, effect)
    case 'password.change':
      return changePassword(deps, asking, effect)
    case 'password.drop':
      return dropPassword(deps, asking)
    case 'lock.explain':
      return explainLock(deps, asking)
    default:
      return effect satisfies never
  }
}

/** What concerns the people of support. */
async function performCase(deps: ServiceDeps, asking: Asking, effect: CaseEffect): Promise<Answer> {
  switch (effect.type) {
    case 'case.find':
      return findCase(asking)
    case 'case.open':
      return openCase(deps, asking, effect)
    case 'case.say':
      return sayInCase(deps, asking, effect)
    case 'case.mark':
      return markCase(deps, asking, effect)
    case 'case.view':
      return viewCase(asking, effect)
    case 'case.withdraw':
      return withdrawCase(deps, asking, effect)
    case 'case.reopen':
      return reopenCase(deps, asking, effect)
    case 'case.rate':
      return rateCase(deps, asking, effect)
    case 'case.recover':
      return offerRecovery(deps, asking, effect)
    default:
      return effect satisfies never
  }
}

const isChannelEffect = (effect: WorldEffect): effect is ChannelEffect =>
  /^(channel|account\.view|subscription)\b/.test(effect.type)

const isAccessEffect = (effect: WorldEffect): effect is AccessEffect =>
  /^(session|identity|password|reset|lock)\b/.test(effect.type)

const isCaseEffect = (effect: WorldEffect): effect is CaseEffect => effect.type.startsWith('case.')

async function performAny(deps: ServiceDeps, asking: Asking, effect: WorldEffect): Promise<Answer> {
  if (isChannelEffect(effect)) return performChannel(deps, asking, effect)
  if (isAccessEffect(effect)) return performAccess(deps, asking, effect)
  if (isCaseEffect(effect)) return performCase(deps, asking, effect)
  switch (effect.type) {
    case 'page.offer':
      return offerPage(deps, asking, effect)
    case 'code.send':
      return sendCode(deps, asking, effect)
    case 'code.check':
      return checkCode(deps, asking, effect)
    case 'account.hint':
      return hintAccount(deps, asking, effect)
    case 'account.inform':
      return informAccount(deps, asking, effect)
    default:
      return effect satisfies never
  }
}

/** Maps each effect to its use case; nothing else knows all that flows may want. */
export function createPerform(deps: ServiceDeps): Perform {
  return async (asking, effect) => {
    await expectReads(deps, asking, effect)
    const answer = await performAny(deps, asking, effect)
    const mark = markOf(deps, { flow: asking.flow, at: asking.work.now }, { effect, answer })
    if (mark !== null) asking.mark(mark)
    return answer
  }
}
