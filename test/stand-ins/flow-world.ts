import type { Answer } from '../../src/flow/answer.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { FlowId } from '../../src/flow/flow-id.ts'
import { ofAccount, ofChannel } from './account-answers.ts'
import { fromSupport, ofCase } from './case-answers.ts'
import { at, explore, type Alphabet, type Reached } from './exploration.ts'

/** A code that somebody types; no stored flow may hold it. */
export const plantedCode = '918273'
/** The hash of a password that a page tells; no stored flow may hold it. */
export const plantedHash = '$2b$10$planted.hash.of.a.new.password'

function answered(...answers: readonly Answer[]): readonly FlowEvent[] {
  return answers.map((answer) => ({ ...answer, at }))
}

/** What a flow that another may call can come to. */
function outputsOf(flow: FlowId): readonly object[] {
  const outputs: Readonly<Partial<Record<FlowId, readonly object[]>>> = {
    'human-check': [{ passed: true }, { passed: false }],
    'confirm-mobile': [{ mobile: '+8613800138000' }, { mobile: null }],
    'sign-in': [{ signedIn: true }, { signedIn: false }],
    'verify-identity': [
      { proven: true, reason: null },
      ...['no-way', 'exhausted', 'too-many', 'lost', 'left'].map((reason) => ({
        proven: false,
        reason,
      })),
    ],
    'verify-channel': [
      { proven: true, reason: null },
      ...['exhausted', 'too-many', 'lost', 'other', 'left'].map((reason) => ({
        proven: false,
        reason,
      })),
    ],
    'change-contact': [{ end: 'changed' }],
    'change-recovery': [{ end: 'changed' }],
    'change-password': [{ end: 'changed' }],
    'bind-email': [{ end: 'changed' }],
    'talk-to-support': [{ end: 'appended' }],
    'reset-password': [{ changed: true }],
    'retrieve-account': [
      { end: 'informed', by: 'mobile' },
      { end: 'exhausted' },
      { end: 'too-many', until: at + 1_000 },
      { end: 'left' },
    ],
  }
  const known = outputs[flow]
  if (known === undefined) throw new Error(`${flow} is called, and nobody says what it returns`)
  return known
}

/** Every answer that answer.ts and effect.ts allow for an effect. */
function world(effect: Effect): readonly FlowEvent[] {
  switch (effect.type) {
    case 'flow.call':
      return answered(
        ...outputsOf(effect.flow).map(
          (output) => ({ type: 'flow.returned', flow: effect.flow, output }) as const,
        ),
      )
    case 'page.offer':
      return answered(
        {
          type: 'page.offered',
          url: 'http://localhost/p/check/x',
          words: 'a b',
          expiresAt: at + 1,
        },
        { type: 'page.unneeded' },
      )
    case 'code.send':
      return answered(
        { type: 'code.sent', expiresAt: at + 300_000, resendAt: at + 60_000, fresh: true },
        { type: 'code.sent', expiresAt: at + 300_000, resendAt: at + 60_000, fresh: false },
        { type: 'code.delayed', reason: 'wait', until: at + 1_000 },
        { type: 'code.delayed', reason: 'too-many', until: at + 1_000 },
      )
    case 'code.check':
      return answered(
        { type: 'code.accepted' },
        { type: 'code.refused', left: 3 },
        { type: 'code.refused', left: 1 },
        { type: 'code.expired' },
        { type: 'code.exhausted' },
        { type: 'code.delayed', reason: 'wait', until: at + 1_000 },
        { type: 'code.delayed', reason: 'too-many', until: at + 1_000 },
      )
    case 'account.hint':
      return answered(
        { type: 'account.hinted', mask: '••••••••34' },
        { type: 'account.delayed', until: at + 1_000 },
      )
    case 'account.inform':
      return answered({ type: 'account.informed' })
    case 'case.open':
    case 'case.find':
    case 'case.say':
    case 'case.mark':
    case 'case.view':
    case 'case.withdraw':
    case 'case.reopen':
    case 'case.rate':
    case 'case.recover':
      return answered(...ofCase(effect))
    case 'account.view':
    case 'subscription.switch':
    case 'channel.check':
    case 'channel.prove':
    case 'channel.change':
    case 'channel.confirm':
      return answered(...ofChannel(effect))
    case 'session.find':
    case 'session.open':
    case 'identity.ways':
    case 'identity.prove':
    case 'reset.mail':
    case 'password.hold':
    case 'password.change':
    case 'password.drop':
    case 'lock.explain':
      return answered(...ofAccount(effect))
    default:
      return effect satisfies never
  }
}

const alphabet: Alphabet = {
  given: [null],
  answers: [
    '13800138000',
    '138',
    '100000000012',
    '203.0.113.10',
    '300.1.1.1',
    'li.wei@example.com',
    'wei@example.org',
    'li@wei@example.com',
    plantedCode,
    'something else',
    '',
  ],
  world,
  outside: [
    { type: 'page.completed', page: 'check', at },
    { type: 'page.completed', page: 'sign-in', at },
    { type: 'page.completed', page: 'confirm', at },
    { type: 'reset.ended', isChanged: true, at },
    { type: 'reset.ended', isChanged: false, at },
    { type: 'password.chosen', hash: plantedHash, at },
    ...fromSupport,
  ],
}

/** What pages and people of support tell is for the one flow that waits for it; any other lets it pass. */
export const fromOutside: ReadonlySet<string> = new Set(
  (alphabet.outside ?? []).map(({ type }) => type),
)

const givens: Readonly<Record<string, readonly unknown[]>> = {
  'talk-to-support': [
    { from: 'sign-in' },
    { entrance: 'held', number: 1001, agent: 'Mei' },
    { entrance: 'ended', number: 1001 },
    { entrance: 'reopen', number: 1001 },
  ],
  'my-case': [null, { number: 1001 }],
  'choose-password': [null, { isVouched: true }],
  'confirm-mobile': [{ mask: '••••••••34' }],
  'verify-identity': [
    { purpose: 'change-password' },
    { purpose: 'reset-password' },
    { purpose: 'sign-in', lookup: { by: 'account-id', value: '100000000012' } },
  ],
  'verify-channel': [
    { channel: 'recoveryMobile', address: '+8613900139000', medium: 'sms', mask: '+86 13•••00' },
    { channel: 'contactEmail', address: null, medium: 'email', mask: 'li••••@example.org' },
    { channel: 'loginEmail', address: 'a@example.org', medium: 'email', mask: 'a••••@example.org' },
  ],
  'change-contact': [null, { medium: 'sms' }, { medium: 'email', waiting: 'li••••@example.org' }],
  'change-recovery': [null, { medium: 'email' }],
  'retrieve-account': [
    null,
    { gotNothing: true },
    { lookup: { by: 'mobile', value: '+8613800138000' } },
    { lookup: { by: 'account-id', value: '100000000012' } },
    { lookup: { by: 'server-ip', value: '203.0.113.10' } },
    { nonsense: 1 },
  ],
}

const explored = new Map<Dialog, readonly Reached[]>()

/** Every configuration that a dialog can reach, from its beginnings on; explored when a test first asks for it. */
export function reachedBy(dialog: Dialog): readonly Reached[] {
  const known = explored.get(dialog)
  if (known !== undefined) return known
  const given = givens[dialog.id] ?? alphabet.given
  const reached = explore(dialog, { ...alphabet, given })
  explored.set(dialog, reached)
  return reached
}
