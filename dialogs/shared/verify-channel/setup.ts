import { assign } from 'xstate'
import type { Effect } from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
import type { IdentityNotice } from '../../../src/flow/identity-notice.ts'
import { codeGuards, codeIn, codeMemory } from '../../words/code-entry.ts'
import { targetOf, type Context, type Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-code'] as const

interface At {
  readonly context: Context
  readonly event: FlowEvent
}

/** Each effect this flow wants. */
export const requests = {
  sendCode: ({ context }: At): Effect => ({
    type: 'code.send',
    purpose: 'verify-channel',
    target: targetOf(context),
  }),

  checkCode: ({ context, event }: At): Effect => ({
    type: 'code.check',
    purpose: 'verify-channel',
    target: targetOf(context),
    code: codeIn(event),
  }),

  prove: ({ context }: At): Effect => ({ type: 'channel.prove', target: targetOf(context) }),
}

/** The words of this flow's chart. */
export const flow = flowSetup<Context, 'verify-channel', (typeof prompts)[number]>().extend({
  guards: {
    ...codeGuards,
    isConfirmed: ({ event }) => event.type === 'page.completed' && event.page === 'confirm',
  },
  actions: {
    note: assign((at, notice: IdentityNotice | null) => codeMemory.note(at, notice)),
    miss: assign((at) => codeMemory.miss(at)),
    codeSent: assign((at, notice: IdentityNotice | null) => codeMemory.codeSent(at, notice)),
    codeStands: assign((at) => codeMemory.codeStands(at)),
    wait: assign((at) => codeMemory.wait(at)),
    codeRefused: assign((at) => codeMemory.codeRefused(at)),
    prove: assign({ proven: true }),
    fail: assign((_, reason: NonNullable<Output['reason']>) => ({ reason })),
  },
})
