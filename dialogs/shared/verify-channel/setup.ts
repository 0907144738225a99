import { assign } from 'xstate'
import type { Effect } from '../../../src/flow/effect.ts'
import type { FlowEvent } from '../../../src/flow/event.ts'
import { flowSetup } from '../../../src/flow/flow-setup.ts'
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
export const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    ...codeGuards,
    isConfirmed: ({ event }) => event.type === 'page.completed' && event.page === 'confirm',
  },
  actions: {
    note: assign(codeMemory.note),
    miss: assign(codeMemory.miss),
    codeSent: assign(codeMemory.codeSent),
    codeStands: assign(codeMemory.codeStands),
    wait: assign(codeMemory.wait),
    codeRefused: assign(codeMemory.codeRefused),
    prove: assign({ proven: true }),
    fail: assign((_, reason: NonNullable<Output['reason']>) => ({ reason })),
  },
})
