import type { Effect, EffectType } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { FlowId } from '../../src/flow/flow-call.ts'
import type { StoredFlow } from '../../src/flow/stored-flow.ts'

/** Something that happened on a way through a chart. */
export interface Fact {
  readonly is: (event: FlowEvent) => boolean
  /** Whether a run begins with it, given by its caller. */
  readonly given?: (stored: StoredFlow) => boolean
  /** What uses it up: the answer to an effect. */
  readonly spent?: (effect: Effect, answer: FlowEvent) => boolean
}

const returns =
  (flow: FlowId, output: string) =>
  (event: FlowEvent): boolean =>
    event.type === 'flow.returned' &&
    event.flow === flow &&
    (JSON.stringify(event.output) ?? '').includes(output)

const chooses = (choice: string) => (event: FlowEvent) =>
  event.type === 'user.chose' && event.choice === choice

export const facts = {
  'a human': { is: returns('human-check', '"passed":true') },
  'signed in': { is: returns('sign-in', '"signedIn":true') },
  'an identity': {
    is: returns('verify-identity', '"proven":true'),
    // Where people vouched, the service looks for the proof they left (S91).
    given: ({ context }) => JSON.stringify(context).includes('"isVouched":true'),
    spent: (effect, { type }) =>
      type === 'password.changed' ||
      (type === 'channel.changed' && effect.type === 'channel.change' && !effect.keepsProof),
  },
  'a new address': { is: returns('verify-channel', '"proven":true') },
  'a full number': { is: returns('confirm-mobile', '"mobile":"+') },
  'an accepted code': { is: ({ type }) => type === 'code.accepted' },
  'listed ways': { is: (event) => event.type === 'identity.ways' && event.ways.length > 0 },
  'a login email': { is: (event) => event.type === 'session.found' && event.hasLoginEmail },
  'a look at the account': { is: ({ type }) => type === 'account.viewed' },
  // One that the directory vouches for needs no code.
  'a verified address': {
    is: (event) =>
      returns('verify-channel', '"proven":true')(event) ||
      (event.type === 'channel.changed' && event.isVerified),
  },
  'a usable address': { is: ({ type }) => type === 'channel.usable' },
  'a new password': { is: ({ type }) => type === 'password.chosen' },
  'a password kept aside': { is: ({ type }) => type === 'password.held' },
  'words typed': { is: ({ type }) => type === 'user.answered' },
  'words typed, or a yes': {
    is: (event) => event.type === 'user.answered' || chooses('yes')(event),
  },
  'a press': { is: ({ type }) => type === 'user.chose' },
  'a yes': { is: chooses('yes') },
  'a press to share': { is: chooses('both') },
} as const satisfies Readonly<Record<string, Fact>>

export type FactName = keyof typeof facts

/** What has to be behind an effect in some flows; the first row that an effect fits counts. */
export interface Need {
  readonly in?: readonly FlowId[]
  readonly when?: (effect: Effect) => boolean
  /** Somewhere before it, on every way, and not used up. */
  readonly before?: readonly FactName[]
  /** Right before it: the event that brought it about is one of these. */
  readonly just?: readonly FactName[]
  /** Why nothing has to be behind it. */
  readonly free?: string
}

type Of<T extends EffectType> = Extract<Effect, { readonly type: T }>

export const isWish = <T extends EffectType>(effect: Effect, type: T): effect is Of<T> =>
  effect.type === type

const wish =
  <T extends EffectType>(type: T, is: (effect: Of<T>) => boolean) =>
  (effect: Effect): boolean =>
    isWish(effect, type) && is(effect)

const calls = (flow: FlowId) => wish('flow.call', (call) => call.flow === flow)
const ownCode = {
  send: wish('code.send', ({ target }) => target.by === 'own'),
  check: wish('code.check', ({ target }) => target.by === 'own'),
}
const changesOf = (role: string) =>
  wish('channel.change', ({ channel }) => channel.startsWith(role))
const passwordPage = wish('page.offer', ({ page }) => page === 'change-password')

const changes = ['change-contact', 'change-recovery', 'bind-email'] as const

/** What must have happened before each effect, and on every way to it. */
export const needs: Readonly<Record<EffectType, readonly Need[]>> = {
  'flow.call': [
    {
      when: calls('verify-identity'),
      in: [...changes, 'change-password'],
      before: ['signed in'],
    },
    { when: calls('verify-identity'), in: ['sign-in'], before: ['a human'] },
    {
      when: calls('verify-identity'),
      in: ['choose-password'],
      just: ['a password kept aside'],
    },
    { when: calls('confirm-mobile'), before: ['a human'] },
    {
      when: calls('verify-channel'),
      in: ['change-recovery', 'bind-email'],
      before: ['signed in', 'an identity', 'a usable address'],
      just: ['a yes'],
    },
    // A contact that waits for its code was put there by its owner, and the code alone changes nothing else.
    { when: calls('verify-channel'), before: ['signed in'] },
    {
      in: ['my-account'],
      when: wish('flow.call', ({ flow }) => flow !== 'sign-in'),
      before: ['signed in'],
    },
    { free: 'the flow that is called has its own rows' },
  ],
  'page.offer': [
    {
      when: passwordPage,
      in: ['change-password'],
      before: ['signed in', 'a login email', 'an identity'],
    },
    {
      when: passwordPage,
      before: ['signed in', 'an identity', 'a new address'],
    },
    { free: 'a page to check a human or to sign in tells nothing' },
  ],
  'code.send': [
    { in: ['retrieve-account'], before: ['a human'] },
    { when: ownCode.send, before: ['listed ways'] },
    { free: 'the flow that calls has passed the check of a human, or holds a proof' },
  ],
  'code.check': [
    { in: ['retrieve-account'], before: ['a human'], just: ['words typed'] },
    {
      when: ownCode.check,
      before: ['listed ways'],
      just: ['words typed'],
    },
    { just: ['words typed'] },
  ],
  'account.hint': [{ before: ['a human'] }],
  'account.inform': [
    {
      when: wish('account.inform', ({ proof }) => proof.kind === 'code'),
      before: ['a human'],
      just: ['an accepted code'],
    },
    { before: ['a human'], just: ['a full number'] },
  ],
  'account.view': [{ before: ['signed in'] }],
  'session.find': [{ free: 'tells whether this chat is signed in' }],
  'session.open': [{ just: ['an accepted code'] }],
  'identity.ways': [{ free: 'answers for the session, and for nobody else' }],
  'identity.prove': [{ before: ['listed ways'], just: ['an accepted code'] }],
  'reset.mail': [{ before: ['a human', 'words typed, or a yes'] }],
  'password.hold': [{ just: ['a new password'] }],
  'password.change': [
    {
      in: ['change-password'],
      before: ['signed in', 'a login email', 'an identity'],
      just: ['a new password'],
    },
    {
      in: ['bind-email'],
      before: ['signed in', 'an identity', 'a new address'],
      just: ['a new password'],
    },
    { in: ['choose-password'], before: ['a new password', 'a password kept aside', 'an identity'] },
  ],
  'password.drop': [{ before: ['a password kept aside'] }],
  'lock.explain': [{ free: 'tells of the sign-ins of this chat alone' }],
  'channel.check': [{ before: ['signed in', 'an identity'], just: ['words typed', 'a press'] }],
  'channel.prove': [{ just: ['an accepted code'] }],
  'channel.change': [
    {
      in: ['bind-email'],
      when: wish('channel.change', ({ address }) => address === null),
      before: ['signed in', 'an identity'],
      just: ['a yes'],
    },
    {
      in: ['bind-email'],
      before: ['signed in', 'an identity', 'a usable address'],
      just: ['a new address'],
    },
    {
      in: ['change-recovery'],
      when: changesOf('recovery'),
      before: ['signed in', 'an identity', 'a usable address'],
      just: ['a new address'],
    },
    {
      in: ['change-recovery'],
      before: ['signed in', 'an identity', 'a new address'],
      just: ['a press to share'],
    },
    {
      in: ['change-contact'],
      when: changesOf('contact'),
      before: ['signed in', 'an identity', 'a usable address'],
      just: ['a yes'],
    },
    {
      in: ['change-contact'],
      before: ['signed in', 'an identity', 'a verified address', 'a press to share'],
    },
  ],
  'channel.confirm': [{ before: ['signed in'], just: ['a new address'] }],
  'subscription.switch': [{ before: ['signed in', 'a look at the account'], just: ['a press'] }],
  'case.find': [{ free: 'answers for the person who asks' }],
  'case.open': [{ before: ['words typed'], just: ['a yes'] }],
  'case.say': [{ just: ['words typed'] }],
  'case.mark': [{ free: 'tells the desk what became of a step' }],
  'case.view': [{ free: 'another one is as unknown as none' }],
  'case.withdraw': [{ just: ['a yes'] }],
  'case.reopen': [
    { in: ['my-case'], just: ['a press'] },
    { free: 'my-case starts the talk with it, after its press' },
  ],
  'case.rate': [{ just: ['a press', 'words typed'] }],
  'case.recover': [{ just: ['a press'] }],
}
