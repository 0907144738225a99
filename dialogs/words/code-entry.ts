import { readCode } from '../../src/domain/one-time-code.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { IdentityNotice } from '../../src/flow/identity-notice.ts'

/** Why no code can be tried any more. */
type CodeFailure = 'exhausted' | 'too-many'

interface CodeAt {
  readonly context: {
    /** Epoch ms, of the code that was sent last. */
    readonly codeExpiresAt: number | null
    readonly notice: IdentityNotice | null
    readonly misses: number
  }
  readonly event: FlowEvent
}

/** The code in what was typed, or nothing, which no code is equal to. */
export function codeIn(event: FlowEvent): string {
  return event.type === 'user.answered' ? (readCode(event.text) ?? '') : ''
}

/** What a chart that asks for a code looks at; each is a guard of its setup. */
export const codeGuards = {
  chose: ({ event }: CodeAt, choice: string) =>
    event.type === 'user.chose' && event.choice === choice,
  holdsCode: ({ event }: CodeAt) => event.type === 'user.answered' && readCode(event.text) !== null,
  stands: ({ event }: CodeAt) => event.type === 'code.sent' && !event.fresh,
  tooMany: ({ event }: CodeAt) => event.type === 'code.delayed' && event.reason === 'too-many',
}

/** What such a chart remembers of the code; each is given to `assign` in its setup. */
export const codeMemory = {
  note: (_: unknown, notice: IdentityNotice | null) => ({ notice, misses: 0 }),
  miss: ({ context }: CodeAt) => ({
    notice: { kind: 'bad-code' } as const,
    misses: context.misses + 1,
  }),
  codeSent: ({ event }: CodeAt, notice: IdentityNotice | null) =>
    event.type === 'code.sent' ? { codeExpiresAt: event.expiresAt, notice, misses: 0 } : {},
  codeStands: ({ event }: CodeAt) =>
    event.type === 'code.sent'
      ? {
          codeExpiresAt: event.expiresAt,
          notice: { kind: 'code-stands', until: event.resendAt } as const,
        }
      : {},
  wait: ({ event }: CodeAt) => {
    if (event.type !== 'code.delayed') return {}
    const kind = event.reason === 'wait' ? 'wait' : 'too-many'
    return { notice: { kind, until: event.until } as const, misses: 0 }
  },
  codeRefused: ({ context, event }: CodeAt) =>
    event.type === 'code.refused'
      ? { notice: { kind: 'wrong-code', left: event.left } as const, misses: context.misses + 1 }
      : {},
}

/** Ends a run without a proof, for a reason. */
export const fail = <R extends string>(params: R) =>
  ({ target: 'finished', actions: { type: 'fail', params } }) as const

/** A code is sent, or the one sent a moment ago still stands; either way it is asked for. */
export const sending = <A, N extends { kind: 'code-resent' } | null>(
  sendCode: (at: A) => Effect,
  params: N,
) =>
  ({
    tags: 'working',
    entry: { type: 'request', params: sendCode },
    on: {
      'code.sent': [
        { guard: 'stands', target: 'askingCode', actions: 'codeStands' },
        { target: 'askingCode', actions: { type: 'codeSent', params } },
      ],
      'code.delayed': { target: 'askingCode', actions: 'wait' },
    },
  }) as const

/** What was typed for a code: read, and checked when there is one in it. */
export const typedCode = <A>(checkCode: (at: A) => Effect) =>
  [
    {
      guard: 'holdsCode',
      target: 'checkingCode',
      actions: { type: 'request', params: checkCode },
    },
    { actions: 'miss' },
  ] as const

/** A code is compared: it is right, another may be typed, or no more can be tried. */
export const checkingCode = {
  tags: 'working',
  on: {
    'code.accepted': { target: 'proving' },
    'code.refused': { target: 'askingCode', actions: 'codeRefused' },
    'code.expired': {
      target: 'askingCode',
      actions: { type: 'note', params: { kind: 'expired-code' } },
    },
    'code.exhausted': fail<CodeFailure>('exhausted'),
    'code.delayed': [
      { guard: 'tooMany', ...fail<CodeFailure>('too-many') },
      { target: 'askingCode', actions: 'wait' },
    ],
  },
} as const
