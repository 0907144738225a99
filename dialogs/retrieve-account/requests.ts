import { readCode } from '../../src/domain/one-time-code.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { lookupOf, type Context } from './context.ts'
import { typedMobile } from './reading.ts'

/** What a request is made of. */
interface At {
  readonly context: Context
  readonly event: FlowEvent
}

const purpose = 'retrieve-account'

/** Each effect this flow wants, made from what it remembers and what was just said; a code only passes through. */
export const requests = {
  humanCheck: (): Effect => ({ type: 'flow.call', flow: 'human-check', given: null }),

  sendCode: ({ context }: At): Effect => ({
    type: 'code.send',
    purpose,
    target: lookupOf(context),
  }),

  checkCode: ({ context, event }: At): Effect => ({
    type: 'code.check',
    purpose,
    target: lookupOf(context),
    code: event.type === 'user.answered' ? (readCode(event.text) ?? '') : '',
  }),

  hint: ({ context }: At): Effect => ({ type: 'account.hint', lookup: lookupOf(context) }),

  confirmMobile: ({ context }: At): Effect => ({
    type: 'flow.call',
    flow: 'confirm-mobile',
    given: { mask: context.mask ?? '' },
  }),

  informByMobile: ({ context, event }: At): Effect => ({
    type: 'account.inform',
    lookup: lookupOf(context),
    proof: {
      kind: 'full-mobile',
      mobile: event.type === 'flow.returned' ? (typedMobile(event.output) ?? '') : '',
    },
  }),

  informByCode: ({ context }: At): Effect => ({
    type: 'account.inform',
    lookup: lookupOf(context),
    proof: { kind: 'code', purpose },
  }),
}
