import { assign } from 'xstate'
import { readCodeIn } from '../../src/domain/value-in-text.ts'
import type { CodePurpose, CodeTarget } from '../../src/flow/code.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { changeOf, flowSetup, note, working, type At } from '../../src/flow/flow-setup.ts'
import type { FlowId } from '../../src/flow/flow-call.ts'
import type { IdentityNotice } from '../../src/flow/identity-notice.ts'

/** What a chart that asks for a code remembers of it; its notices are `IdentityNotice` and its own. */
interface CodeContext extends Record<string, unknown> {
  /** Epoch ms, of the code that was sent last. */
  readonly codeExpiresAt: number | null
  readonly notice: unknown
  readonly misses: number
}

const says = (notice: IdentityNotice | null) => notice

/** Why nothing was sent or looked up. */
function delayNotice(
  event: Extract<FlowEvent, { type: 'code.delayed' | 'account.delayed' }>,
): IdentityNotice {
  const { until } = event
  if (event.type === 'account.delayed') return { kind: 'too-many', until }
  return event.reason === 'country' ? { kind: 'country' } : { kind: event.reason, until }
}

/** The setup of a chart that asks for a code. */
export function codeSetup<C extends CodeContext, F extends FlowId, P extends string>() {
  const remember = changeOf<C, CodeContext>
  return flowSetup<C, F, P>().extend({
    guards: {
      holdsCode: ({ event }) => codeIn(event) !== null,
      stands: ({ event }) => event.type === 'code.sent' && !event.fresh,
      tooMany: ({ event }) => event.type === 'code.delayed' && event.reason === 'too-many',
    },
    actions: {
      missCode: assign(({ context, event }) =>
        remember({ notice: says({ kind: codeMiss(event) }), misses: context.misses + 1 }),
      ),
      codeSent: assign(({ event }, notice: IdentityNotice | null) =>
        event.type === 'code.sent'
          ? remember({ codeExpiresAt: event.expiresAt, notice, misses: 0 })
          : {},
      ),
      codeStands: assign(({ event }) => {
        if (event.type !== 'code.sent') return {}
        const notice = says({ kind: 'code-stands', until: event.resendAt })
        return remember({ codeExpiresAt: event.expiresAt, notice })
      }),
      wait: assign(({ event }) => {
        if (event.type !== 'code.delayed' && event.type !== 'account.delayed') return {}
        return remember({ notice: says(delayNotice(event)), misses: 0 })
      }),
      codeRefused: assign(({ context, event }) => {
        if (event.type !== 'code.refused') return {}
        const notice = says({ kind: 'wrong-code', left: event.left })
        return remember({ notice, misses: context.misses + 1 })
      }),
    },
  })
}

/** Ends a run without a proof, for a reason. */
export const fail = <const R extends string>(params: R) =>
  ({ target: 'finished', actions: { type: 'fail', params } }) as const

/** A code that was typed: it is compared. */
export const typedCode = { guard: 'holdsCode', target: 'checkingCode' } as const

interface CodeExits<Unsent, Accepted, Exhausted, TooMany> {
  /** Where the person goes on when the first code could not be sent. */
  readonly unsent: Unsent
  /** What an accepted code leads to. */
  readonly accepted: Accepted
  /** Where it ends when this code, or every code for a while, was guessed at too often. */
  readonly exhausted: Exhausted
  readonly tooMany: TooMany
}

/**
 * The states around `askingCode`: a code is sent, sent again, and compared.
 *
 * @param wanted what the code is for, and whom it goes to
 */
export function codeStates<C, const U, const A, const E, const T extends object>(
  wanted: (context: C) => { readonly purpose: CodePurpose; readonly target: CodeTarget },
  { unsent, accepted, exhausted, tooMany }: CodeExits<U, A, E, T>,
) {
  const sending = <const N, const D>(notice: N, delayed: D) =>
    working('code.send', ({ context }: At<C>) => wanted(context), {
      'code.sent': [
        { guard: 'stands', target: 'askingCode', actions: 'codeStands' },
        { target: 'askingCode', actions: { type: 'codeSent', params: notice } },
      ],
      'code.delayed': { target: delayed, actions: 'wait' },
    })
  return {
    sendingCode: sending(null, unsent),
    resendingCode: sending({ kind: 'code-resent' }, 'askingCode'),
    checkingCode: working(
      'code.check',
      ({ context, event }: At<C>) => ({ ...wanted(context), code: codeIn(event) ?? '' }),
      {
        'code.accepted': accepted,
        'code.refused': { target: 'askingCode', actions: 'codeRefused' },
        'code.expired': { target: 'askingCode', actions: note({ kind: 'expired-code' }) },
        'code.exhausted': exhausted,
        'code.delayed': [
          { guard: 'tooMany', ...tooMany },
          { target: 'askingCode', actions: 'wait' },
        ],
      },
    ),
  }
}

/** The code in what was typed; null for none, and for several different ones. */
function codeIn(event: FlowEvent): string | null {
  const read = event.type === 'user.answered' ? readCodeIn(event.text) : null
  return read?.outcome === 'one' ? read.value : null
}

function codeMiss(event: FlowEvent): 'bad-code' | 'several-codes' {
  const read = event.type === 'user.answered' ? readCodeIn(event.text) : null
  return read?.outcome === 'several' ? 'several-codes' : 'bad-code'
}
