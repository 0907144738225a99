import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import { hintAccount, informAccount } from './account-lookup.ts'
import { checkCode } from './check-code.ts'
import { openCase } from './open-case.ts'
import { offerPage } from './page-offer.ts'
import { sendCode } from './send-code.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

/** Every effect but the calling of a flow, which is the conversation's own affair. */
export type WorldEffect = Exclude<Effect, { type: 'flow.call' }>

/** Performs one effect inside a turn's unit of work. */
export type Perform = (asking: Asking, effect: WorldEffect) => Promise<Answer>

/** Maps each effect to its use case; the one switch over what flows may want. */
export function createPerform(deps: ServiceDeps): Perform {
  return async (asking, effect) => {
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
      case 'case.open':
        return openCase(asking, effect)
      default:
        return effect satisfies never
    }
  }
}
