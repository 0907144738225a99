import { assign } from 'xstate'
import { messageKinds, type ContactName, type MessageKind } from '../../src/domain/account.ts'
import type { Effects } from '../../src/flow/effect.ts'
import { call, type FlowCall } from '../../src/flow/flow-call.ts'
import { chose, flowSetup, signingIn, working, type At } from '../../src/flow/flow-setup.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-what-to-change', 'ask-subscription', 'ask-check-up'] as const

function waitingMask({ account }: Context, channel: ContactName): string | undefined {
  return account?.channels.find((each) => each.channel === channel)?.mask
}

/** The flow that a choice calls, or null for a choice that stays here. */
function calledBy({ context, event }: At<Context>): FlowCall | null {
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

/** The subscription that was chosen, or null. */
function switchedBy({ event }: At<Context>): Effects['subscription.switch']['asks'] | null {
  if (event.type !== 'user.chose') return null
  for (const channel of contacts) {
    const kind = messageKinds.find((each) => event.choice === subscriptionId(channel, each))
    if (kind !== undefined) return { channel, kind }
  }
  return null
}

const flow = flowSetup<Context, 'my-account', (typeof prompts)[number]>().extend({
  guards: {
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

/** @throws Error for a choice that leads nowhere, which no guard lets through */
function known<T>(wanted: T | null): T {
  if (wanted === null) throw new Error('a choice that leads nowhere')
  return wanted
}

const toFlow = { guard: 'calls', target: 'callingFlow' } as const

const lost = { target: 'finished', actions: 'lose' } as const

/** My account: how it stands, a tap to change each part, and what would be left if a phone or a mailbox were lost. */
export const machine = flow.createMachine({
  id: 'my-account',
  context: { account: null, missed: false, signedIn: false },
  output: ({ context }) => ({ signedIn: context.signedIn }),
  initial: 'signingIn',
  states: {
    signingIn: signingIn('viewingAccount', lost),
    viewingAccount: working('account.view', null, {
      'account.viewed': { target: 'askingWhat', actions: 'take' },
      'session.missing': lost,
    }),
    askingWhat: {
      tags: 'asking',
      meta: { prompt: 'ask-what-to-change' },
      on: {
        'user.chose': [
          { guard: chose('subscriptions'), target: 'askingSubscription', actions: 'heed' },
          { guard: chose('check-up'), target: 'askingCheckUp', actions: 'heed' },
          toFlow,
        ],
        'user.answered': { actions: 'miss' },
        'user.wentBack': { target: 'finished' },
      },
    },
    callingFlow: working('flow.call', (at: At<Context>) => known(calledBy(at)), {
      'flow.returned': { target: 'viewingAccount' },
    }),
    askingSubscription: {
      tags: 'asking',
      meta: { prompt: 'ask-subscription' },
      on: {
        'user.chose': [{ guard: 'switches', target: 'switchingSubscription' }, toFlow],
        'user.answered': { actions: 'miss' },
        'user.wentBack': { target: 'askingWhat', actions: 'heed' },
      },
    },
    switchingSubscription: working(
      'subscription.switch',
      (at: At<Context>) => known(switchedBy(at)),
      {
        'account.viewed': { target: 'askingSubscription', actions: 'take' },
        'session.missing': lost,
      },
    ),
    askingCheckUp: {
      tags: 'asking',
      meta: { prompt: 'ask-check-up' },
      on: {
        'user.chose': [toFlow, { target: 'askingWhat', actions: 'heed' }],
        // Whatever is said there leads back to where everything can be chosen.
        'user.answered': { target: 'askingWhat', actions: 'miss' },
        'user.wentBack': { target: 'askingWhat', actions: 'heed' },
      },
    },
    finished: { type: 'final' },
  },
})
