import { assign } from 'xstate'
import { z } from 'zod'
import { messageKinds, type ContactName, type MessageKind } from '../../src/domain/account.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { call } from '../../src/flow/flow-call.ts'
import { flowSetup } from '../../src/flow/flow-setup.ts'
import type { Context, Output } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-what-to-change', 'ask-subscription', 'ask-check-up'] as const

const signedInSchema = z.object({ signedIn: z.literal(true) })

interface At {
  readonly context: Context
  readonly event: FlowEvent
}

type CallEffect = Effect<'flow.call'>

function waitingMask({ account }: Context, channel: ContactName): string | undefined {
  return account?.channels.find((each) => each.channel === channel)?.mask
}

/** What a choice calls, or null for one that stays here. */
function calledBy({ context, event }: At): CallEffect | null {
  if (event.type !== 'user.chose') return null
  switch (event.choice) {
    case 'contact':
      return call('change-contact')
    case 'recovery':
      return call('change-recovery')
    case 'login':
      return call('bind-email')
    case 'password':
      return call('change-password')
    case 'verify:contactMobile':
      return call('change-contact', {
        medium: 'sms',
        waiting: waitingMask(context, 'contactMobile'),
      })
    case 'verify:contactEmail':
      return call('change-contact', {
        medium: 'email',
        waiting: waitingMask(context, 'contactEmail'),
      })
    case 'add:recoveryMobile':
      return call('change-recovery', { medium: 'sms' })
    case 'add:recoveryEmail':
      return call('change-recovery', { medium: 'email' })
    default:
      return null
  }
}

const contacts: readonly ContactName[] = ['contactMobile', 'contactEmail']

/** The subscription that a choice names. */
export const subscriptionId = (channel: ContactName, kind: MessageKind): string =>
  `switch:${channel}:${kind}`

function switchedBy({ event }: At): Extract<Effect, { type: 'subscription.switch' }> | null {
  if (event.type !== 'user.chose') return null
  for (const channel of contacts) {
    const kind = messageKinds.find((each) => event.choice === subscriptionId(channel, each))
    if (kind !== undefined) return { type: 'subscription.switch', channel, kind }
  }
  return null
}

const flow = flowSetup<Context, Output, (typeof prompts)[number]>().extend({
  guards: {
    chose: ({ event }, choice: string) => event.type === 'user.chose' && event.choice === choice,
    isSignedIn: ({ event }) =>
      event.type === 'flow.returned' && signedInSchema.safeParse(event.output).success,
    calls: (at) => calledBy(at) !== null,
    switches: (at) => switchedBy(at) !== null,
  },
  actions: {
    take: assign(({ event }) => {
      if (event.type !== 'account.viewed') return {}
      const { channels, muted, changes, ...rest } = event.account
      return {
        account: {
          ...rest,
          channels: channels.map((each) => ({ ...each })),
          muted: muted.map((each) => ({ ...each })),
          changes: changes.map((each) => ({ ...each })),
        },
        missed: false,
        signedIn: true,
      }
    }),
    miss: assign({ missed: true }),
    heed: assign({ missed: false }),
    lose: assign({ signedIn: false }),
  },
})

const lost = { target: 'finished', actions: 'lose' } as const

/** My account: how it stands, a tap to change each part, and what would be left if a phone or a mailbox were lost. */
export const machine = flow.createMachine({
  id: 'my-account',
  context: { account: null, missed: false, signedIn: false },
  output: ({ context }) => ({ signedIn: context.signedIn }),
  initial: 'signingIn',
  states: {
    signingIn: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'sign-in', given: null } },
      on: {
        'flow.returned': [{ guard: 'isSignedIn', target: 'viewingAccount' }, lost],
      },
    },
    viewingAccount: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'account.view' } },
      on: {
        'account.viewed': { target: 'askingWhat', actions: 'take' },
        'session.missing': lost,
      },
    },
    askingWhat: {
      tags: 'asking',
      meta: { prompt: 'ask-what-to-change' },
      on: {
        'user.chose': [
          {
            guard: { type: 'chose', params: 'subscriptions' },
            target: 'askingSubscription',
            actions: 'heed',
          },
          {
            guard: { type: 'chose', params: 'check-up' },
            target: 'askingCheckUp',
            actions: 'heed',
          },
          {
            guard: 'calls',
            target: 'callingFlow',
            actions: { type: 'request', params: (at) => calledBy(at) ?? call('sign-in') },
          },
        ],
        'user.answered': { actions: 'miss' },
        'user.wentBack': { target: 'finished' },
      },
    },
    callingFlow: {
      tags: 'working',
      on: { 'flow.returned': { target: 'viewingAccount' } },
    },
    askingSubscription: {
      tags: 'asking',
      meta: { prompt: 'ask-subscription' },
      on: {
        'user.chose': [
          {
            guard: 'switches',
            target: 'switchingSubscription',
            actions: {
              type: 'request',
              params: (at) => switchedBy(at) ?? { type: 'account.view' },
            },
          },
          {
            guard: 'calls',
            target: 'callingFlow',
            actions: { type: 'request', params: (at) => calledBy(at) ?? call('sign-in') },
          },
        ],
        'user.answered': { actions: 'miss' },
        'user.wentBack': { target: 'askingWhat', actions: 'heed' },
      },
    },
    switchingSubscription: {
      tags: 'working',
      on: {
        'account.viewed': { target: 'askingSubscription', actions: 'take' },
        'session.missing': lost,
      },
    },
    askingCheckUp: {
      tags: 'asking',
      meta: { prompt: 'ask-check-up' },
      on: {
        'user.chose': [
          {
            guard: 'calls',
            target: 'callingFlow',
            actions: { type: 'request', params: (at) => calledBy(at) ?? call('sign-in') },
          },
          { target: 'askingWhat', actions: 'heed' },
        ],
        'user.answered': { actions: 'miss' },
        'user.wentBack': { target: 'askingWhat', actions: 'heed' },
      },
    },
    finished: { type: 'final' },
  },
})
