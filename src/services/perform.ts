import {
  maskAccountId,
  maskEmailForOwner,
  maskIpForAgent,
  maskMobileForOwner,
} from '../domain/masking.ts'
import { isPassing, type TrailMark } from '../domain/trail.ts'
import type { Answer } from '../flow/answer.ts'
import type { CodeTarget } from '../flow/code.ts'
import type { Effect, EffectType } from '../flow/effect.ts'
import { hintAccount, informAccount } from './account-lookup.ts'
import { switchSubscription, viewAccount } from './account-view.ts'
import { openCase } from './cases/open-case.ts'
import { offerRecovery } from './cases/recovery.ts'
import {
  findCase,
  markCase,
  rateCase,
  reopenCase,
  sayInCase,
  viewCase,
  withdrawCase,
} from './cases/user-case.ts'
import { changeChannel, checkChannel, confirmChannel } from './channels.ts'
import { checkCode } from './check-code.ts'
import { concludeIntent, type Concluded } from './conclude.ts'
import { listWays, proveChannel, proveIdentity } from './identity.ts'
import { offerPage } from './page-links.ts'
import { changePassword, dropPassword, holdPassword } from './password.ts'
import { mailReset } from './reset-mail.ts'
import { sendCode } from './send-code.ts'
import { explainLock } from './explain-lock.ts'
import { findSession, openByCode } from './sign-in.ts'
import { findAccounts, trailAccount } from './subject.ts'
import type { Asking, Marked, Outside, ServiceDeps, UseCase } from './use-case.ts'

/** Every effect but the calling of a flow, which the conversation does itself. */
export type WorldEffectType = Exclude<EffectType, 'flow.call'>

export type WorldEffect = Effect<WorldEffectType>

/** Performs one effect inside a turn's unit of work; see {@link UseCase} for what it throws. */
export type Perform = (asking: Asking, effect: WorldEffect) => Promise<Answer | Outside>

/** Stages what came of an intent; the answer to the effect that waits for it, or null where none does. */
export type Conclude = (asking: Asking, concluded: Concluded) => Promise<Answer | null>

/** A use case for each effect. */
export type UseCases = { readonly [T in WorldEffectType]: UseCase<T> }

/** What performs each effect. Nothing else depends on the types of effects; one that is left out does not compile. */
const useCases: UseCases = {
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
  'case.find': findCase,
  'case.open': openCase,
  'case.say': sayInCase,
  'case.mark': markCase,
  'case.view': viewCase,
  'case.withdraw': withdrawCase,
  'case.reopen': reopenCase,
  'case.rate': rateCase,
  'case.recover': offerRecovery,
}

/** How agents see each kind of identifier. */
const masks = {
  mobile: maskMobileForOwner,
  'account-id': maskAccountId,
  'server-ip': maskIpForAgent,
  'login-email': maskEmailForOwner,
} as const

function wayOf(target: CodeTarget | null): string | null {
  if (target?.by === 'own') return target.way
  return target?.by === 'new' ? target.channel : null
}

/** The mark of an effect on the trail: neither a code nor an address in clear is in it. */
function trailMark(
  { sealer }: ServiceDeps,
  { flow, work }: Asking,
  done: Marked & { readonly effect: string; readonly answer: string },
): TrailMark {
  const { effect, answer, target, way = wayOf(target) } = done
  const mark = { at: work.now, flow, effect, answer, by: target?.by ?? null, way }
  if (target === null || target.by === 'own' || target.by === 'new') {
    return { ...mark, mask: null, sealed: null }
  }
  const { by, value } = target
  return { ...mark, mask: masks[by](value), sealed: sealer.seal(JSON.stringify({ by, value })) }
}

/** The accounts that a right answer was about: that of the session, or whomever the look-up means. */
async function accountsProven(
  deps: ServiceDeps,
  { work, conversation }: Asking,
  { target, answer }: { readonly target: CodeTarget | null; readonly answer: string },
): Promise<Pick<TrailMark, 'about'>> {
  if (!isPassing(answer)) return {}
  const isOwn = target === null || target.by === 'own' || target.by === 'new'
  const session = await work.get('sessions', conversation)
  const own = session === null ? [] : [session.account]
  const ids = isOwn ? own : (await findAccounts(work, target)).map(({ id }) => id)
  return { about: ids.map((id) => trailAccount(deps, id)) }
}

/** Generic, so that an effect is tied to its own use case. */
async function performOne<T extends WorldEffectType>(
  deps: ServiceDeps,
  asking: Asking,
  effect: Effect<T>,
): Promise<Answer | Outside> {
  const { reads, perform, mark }: UseCase<T> = useCases[effect.type]
  if (reads !== null) await asking.work.expect(() => reads(deps, asking, effect))
  const answer: Answer | Outside = await perform(deps, asking, effect)
  if (answer.type === 'outside.asked') return answer
  if (mark !== null) {
    const done = { ...mark(effect), effect: effect.type, answer: answer.type }
    const about = await accountsProven(deps, asking, done)
    asking.mark({ ...trailMark(deps, asking, done), ...about })
  }
  return answer
}

/** Stages what came of intents, and leaves the mark of the effect that waited. */
export function createConclude(deps: ServiceDeps): Conclude {
  return async (asking, concluded) => {
    const answer = await concludeIntent(deps, asking, concluded)
    const { effect } = concluded.row
    if (answer === null || effect === null) return answer
    const done = { target: null, effect, answer: answer.type }
    const about = await accountsProven(deps, asking, done)
    asking.mark({ ...trailMark(deps, asking, done), ...about })
    return answer
  }
}

/** Performs effects by their use cases: reads ahead, performs, and leaves a mark on the trail. */
export function createPerform(deps: ServiceDeps): Perform {
  return async (asking, effect) => performOne(deps, asking, effect)
}
