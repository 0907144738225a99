import { limitRow, personRows, standing } from './limits.ts'
import { nextLookupAt } from './send-code.ts'
import { ownAccount } from './session.ts'
import { signInStanding } from './sign-in.ts'
import type { UseCase } from './use-case.ts'

const later = (at: number, now: number): number | null => (at > now ? at : null)

/**
 * Tells what is paused for the person who asks, and until when: the sign-in last tried from this conversation, codes of
 * the account that is signed in here, and what they tried themselves. Of any other account it tells nothing (S93).
 */
export const explainLock: UseCase<'lock.explain'> = {
  async reads({ rules }, asking) {
    const handle = (await asking.work.get('conversations', asking.conversation))?.lastLogin ?? null
    const account = (await asking.work.get('sessions', asking.conversation))?.account ?? null
    return {
      rows: [
        ...(handle === null ? [] : [limitRow(rules.signInFailures, handle)]),
        ...(account === null ? [] : [limitRow(rules.accountFailures, account)]),
        ...personRows(asking, rules.lookups),
        ...personRows(asking, rules.personFailures),
      ],
      finds: [],
    }
  },
  mark: null,
  async perform(deps, asking) {
    const { work, conversation } = asking
    const { now } = work
    const handle = (await work.get('conversations', conversation))?.lastLogin ?? null
    const lock = handle === null ? null : (await signInStanding(deps, work, handle)).lockedUntil
    const account = await ownAccount(deps, asking)
    const codes =
      account === null ? null : await standing(work, deps.rules.accountFailures, account.id)
    return {
      type: 'lock.explained',
      until: later(lock ?? 0, now),
      isKnown: handle !== null || account !== null,
      codesUntil: later(codes?.allowedAt ?? 0, now),
      personUntil: later(await nextLookupAt(deps, asking), now),
    }
  },
}
