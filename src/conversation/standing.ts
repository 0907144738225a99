import { textsOf, type TurnContext } from './turn-context.ts'

/** Answers of the world after which something about the account is not as it was. */
const changes: ReadonlySet<string> = new Set(['channel.changed', 'password.changed'])

/**
 * What became of the account by the flows that end now, told from what happened in them. Switched subscriptions are on no
 * trail, so of a look at the own account nothing is claimed that is not known.
 */
export function accountStanding(turn: TurnContext): readonly string[] {
  const { stack, trail = [] } = turn.row
  const { unchanged, changeStands } = textsOf(turn)
  const since = stack[0]?.startedAt
  if (since === undefined) return []
  if (trail.some(({ at, answer }) => at >= since && changes.has(answer))) return [changeStands]
  return stack.some(({ flow }) => flow === 'my-account') ? [] : [unchanged]
}
