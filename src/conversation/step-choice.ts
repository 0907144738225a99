import type { FlowId } from '../flow/flow-call.ts'
import type { Choice } from '../flow/reply.ts'
import { dialogOf } from './place.ts'
import type { TurnContext } from './turn-context.ts'
import { isUnable } from './waiting.ts'

/** A flow as a button, wherever it is shown; none for a flow that only others call. */
export function stepChoice({ deps, row }: TurnContext, flow: FlowId): readonly Choice[] {
  const entry = dialogOf(deps.assistant, flow).entry?.(row.locale)
  if (entry == null || isUnable(deps.assistant, flow)) return []
  const { label, also, button } = entry
  return [{ id: `start:${flow}`, label, also: [...also, ...button] }]
}
