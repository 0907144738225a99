import type { FlowId, Given, Gives } from '../../src/flow/flow-call.ts'
import { at } from './exploration.ts'

const channelChange = {
  end: 'changed',
  why: null,
  medium: 'sms',
  after: '+86 13•••••••11',
  isVerified: true,
  both: null,
} as const

const proven = { proven: true, reason: null } as const

const unproven = <const R extends string>(...reasons: readonly R[]) =>
  reasons.map((reason) => ({ proven: false, reason }))

/** What a flow is tried with at its start, and what it is said to give back where another calls it. */
interface Tried<F extends FlowId> {
  readonly given: readonly Given<F>[]
  readonly gives: readonly Gives<F>[]
}

/** The flows that another one has to start, since they need to be given something. */
type CalledAlone = { [F in FlowId]: null extends Given<F> ? never : F }[FlowId]

const known: { readonly [F in CalledAlone]: Tried<F> } & { readonly [F in FlowId]?: Tried<F> } = {
  'retrieve-account': {
    given: [
      null,
      { gotNothing: true },
      { lookup: { by: 'mobile', value: '+8613800138000' } },
      { lookup: { by: 'account-id', value: '100000000012' } },
      { lookup: { by: 'server-ip', value: '203.0.113.10' } },
      { again: 'account-id' },
      { from: 'reset-password' },
    ],
    gives: [
      { end: 'informed', by: 'mobile' },
      { end: 'exhausted' },
      { end: 'too-many', until: at + 1_000 },
      { end: 'left' },
    ],
  },
  'sign-in': { given: [null], gives: [{ signedIn: true }, { signedIn: false }] },
  'reset-password': { given: [null, { email: 'li.wei@example.com' }], gives: [{ end: 'changed' }] },
  'change-password': { given: [null], gives: [{ end: 'changed', why: null }] },
  'explain-lock': { given: [null], gives: [{ until: null }] },
  'talk-to-support': {
    given: [
      { from: 'sign-in' },
      { entrance: 'held', number: 1001, agent: 'Mei' },
      { entrance: 'ended', number: 1001 },
      { entrance: 'reopen', number: 1001 },
    ],
    gives: [{ end: 'appended', number: 1001, agent: null, until: null, timeZone: 'UTC' }],
  },
  'my-account': { given: [null], gives: [{ signedIn: true }] },
  'my-case': {
    given: [null, { number: 1001 }, { withdraw: true }],
    gives: [{ end: 'seen', number: 1001 }],
  },
  'change-contact': {
    given: [null, { medium: 'sms' }, { medium: 'email', waiting: 'li••••@example.org' }],
    gives: [channelChange],
  },
  'change-recovery': { given: [null, { medium: 'email' }], gives: [channelChange] },
  'bind-email': {
    given: [null],
    gives: [
      {
        end: 'bound',
        why: null,
        after: 'li••••@example.org',
        hasPassword: true,
        setPassword: false,
      },
    ],
  },
  'verify-channel': {
    given: [
      { channel: 'recoveryMobile', address: '+8613900139000', medium: 'sms', mask: '+86 13•••00' },
      { channel: 'contactEmail', address: null, medium: 'email', mask: 'li••••@example.org' },
      {
        channel: 'loginEmail',
        address: 'a@example.org',
        medium: 'email',
        mask: 'a••••@example.org',
      },
    ],
    gives: [proven, ...unproven('exhausted', 'too-many', 'lost', 'other', 'left')],
  },
  'verify-identity': {
    given: [
      { purpose: 'change-password' },
      { purpose: 'reset-password' },
      { purpose: 'sign-in', lookup: { by: 'account-id', value: '100000000012' } },
    ],
    gives: [proven, ...unproven('no-way', 'exhausted', 'too-many', 'lost', 'left')],
  },
  'choose-password': { given: [null, { isVouched: true }], gives: [{ changed: true, why: null }] },
  'confirm-mobile': {
    given: [{ mask: '••••••••34' }],
    gives: [{ mobile: '+8613800138000' }, { mobile: null }],
  },
  'human-check': { given: [null], gives: [{ passed: true }, { passed: false }] },
}

/** What a flow is tried with; one that is not listed is started with nothing, and no other calls it. */
export function triedWith(flow: FlowId): {
  readonly given: readonly unknown[]
  readonly gives: readonly unknown[]
} {
  return known[flow] ?? { given: [null], gives: [] }
}
