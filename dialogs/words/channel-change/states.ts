import type { Output, Role } from './context.ts'
import { requestsFor } from './setup.ts'

/** Ends the run. */
export const end = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'end', params } }) as const

/** Ends the run with the reason that the answer gave. */
export const because = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'because', params } }) as const

/** Only a choice answers here. */
export const choose = { actions: { type: 'note', params: { kind: 'choose' } } } as const

const cleared = { type: 'note', params: null } as const

const same = { type: 'note', params: { kind: 'same' } } as const

/** The value is typed again. */
export const again = [
  { guard: 'isMobile', target: 'askingMobile', actions: cleared },
  { target: 'askingEmail', actions: cleared },
] as const

/** Another value is typed, when that is why the one before was not proven. */
export const other = [
  { guard: 'isOtherMobile', target: 'askingMobile', actions: cleared },
  { guard: 'isOther', target: 'askingEmail', actions: cleared },
] as const

/** A value of one medium is typed, read and checked. */
const asking = <P extends 'ask-new-mobile' | 'ask-new-email'>(prompt: P) =>
  ({
    tags: 'asking',
    meta: { prompt },
    on: {
      'user.answered': [
        { guard: 'holdsAddress', target: 'checkingChannel', actions: 'takeAddress' },
        { actions: 'miss' },
      ],
      'user.wentBack': { target: 'askingKind', actions: cleared },
    },
  }) as const

const chosen = <C extends 'mobile' | 'email', T extends string>(choice: C, target: T) =>
  ({
    guard: { type: 'chose', params: choice },
    target,
    actions: { type: 'takeMedium', params: choice },
  }) as const

/** Which medium is to be changed. */
const askingKind = {
  tags: 'asking',
  meta: { prompt: 'ask-kind' },
  on: {
    'user.chose': [chosen('mobile', 'askingMobile'), chosen('email', 'askingEmail')],
    'user.answered': choose,
    'user.wentBack': end('left'),
  },
} as const

const shared = <B extends 'changed' | 'refused'>(params: B) =>
  ({ target: 'finished', actions: [{ type: 'shared', params }, 'ended'] }) as const

/** The value could not be put in the other role as well; the change itself stands. */
export const notShared = shared('refused')

/** From the identity to a value that can be had: the states that both charts go through. */
export function enteringStates(role: Role) {
  const requests = requestsFor(role)
  return {
    verifyingIdentity: {
      tags: 'working',
      entry: { type: 'request', params: requests.identity },
      on: {
        'flow.returned': [
          { guard: { type: 'isProvenFor', params: 'sms' }, target: 'askingMobile' },
          { guard: { type: 'isProvenFor', params: 'email' }, target: 'askingEmail' },
          { guard: 'isProven', target: 'askingKind' },
          because('not-proven'),
        ],
      },
    },
    askingKind,
    askingMobile: asking('ask-new-mobile'),
    askingEmail: asking('ask-new-email'),
    checkingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.check },
      on: {
        'channel.usable': { target: 'confirming', actions: 'takeUsable' },
        'channel.refused': [
          { guard: 'isSameMobile', target: 'askingMobile', actions: same },
          { guard: 'isSame', target: 'askingEmail', actions: same },
          because('refused'),
        ],
        'session.missing': end('refused'),
      },
    },
  } as const
}

/** The same value goes in the other role as well. */
export const sharingState = (role: Role) =>
  ({
    tags: 'working',
    entry: { type: 'request', params: requestsFor(role).share },
    on: { 'channel.changed': shared('changed'), 'channel.refused': notShared },
  }) as const
