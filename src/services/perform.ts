import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
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

/** Each effect by its name. */
type EffectByType = { readonly [E in WorldEffect as E['type']]: E }

/** The use case of an effect. */
type UseCase<T extends keyof EffectByType> = (
  deps: ServiceDeps,
  asking: Asking,
  effect: EffectByType[T],
) => Promise<Answer>

/** What serves each effect; the compiler misses whatever is left out. */
const useCases: { readonly [T in keyof EffectByType]: UseCase<T> } = {
  'page.offer': offerPage,
  'code.send': sendCode,
  'code.check': checkCode,
  'account.hint': hintAccount,
  'account.inform': informAccount,
  'account.view': viewAccount,
  'channel.check': checkChannel,
  'channel.prove': proveChannel,
  'channel.change': changeChannel,
  'channel.confirm': confirmChannel,
  'subscription.switch': switchSubscription,
  'session.find': findSession,
  'session.open': openByCode,
  'identity.ways': listWays,
  'identity.prove': proveIdentity,
  'reset.mail': mailReset,
  'password.hold': holdPassword,
  'password.change': changePassword,
  'password.drop': dropPassword,
  'lock.explain': explainLock,
  'case.find': async (_, asking) => findCase(asking),
  'case.open': openCase,
  'case.say': sayInCase,
  'case.mark': markCase,
  'case.view': async (_, asking, effect) => viewCase(asking, effect),
  'case.withdraw': withdrawCase,
  'case.reopen': reopenCase,
  'case.rate': rateCase,
  'case.recover': offerRecovery,
}

/** The type ties each effect to its own use case, which a union of both would not. */
async function performAny<T extends keyof EffectByType>(
  deps: ServiceDeps,
  asking: Asking,
  effect: { [E in T]: EffectByType[E] & { readonly type: E } }[T],
): Promise<Answer> {
  return useCases[effect.type](deps, asking, effect)
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
