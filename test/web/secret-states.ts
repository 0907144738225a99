import type { PasswordFault } from '../../src/domain/password-policy.ts'
import type { PageNotice, PageStep } from '../../src/ports/pages.ts'

export const hourMs = 3_600_000
/** What would break out of a text or an attribute that is not escaped. */
export const hostile = `"><script>alert('x')</script>&`

/** Every step a page can be at. */
export const steps: readonly PageStep[] = [
  { step: 'whose', chat: 'own-page' },
  { step: 'whose', chat: 'teams' },
  { step: 'whose', chat: 'other' },
  { step: 'sign-in', asksCode: false },
  { step: 'sign-in', asksCode: true },
  { step: 'set-password', asksOldPassword: false },
  { step: 'set-password', asksOldPassword: true },
  { step: 'code', way: { medium: 'sms', mask: hostile } },
  { step: 'code', way: { medium: 'email', mask: hostile } },
  { step: 'way', ways: [] },
  {
    step: 'way',
    ways: [
      { id: hostile, medium: 'sms', mask: hostile },
      { id: 'b', medium: 'email', mask: hostile },
    ],
  },
  { step: 'undo', change: 'password', at: 0, does: 'disable' },
  { step: 'undo', change: 'recoveryMobile', at: 0, does: 'restore' },
  { step: 'undo', change: 'loginEmail', at: 0, does: 'report' },
  { step: 'undo', change: 'recovery', at: 0, does: 'stop' },
  { step: 'confirm', medium: 'email', mask: hostile },
  { step: 'continue', number: 1001, isOpen: true },
  { step: 'continue', number: 1001, isOpen: false },
  {
    step: 'back',
    way: {
      kind: 'own-chat',
      session: { conversationId: hostile, token: hostile, userId: hostile },
    },
  },
  { step: 'back', way: { kind: 'link', chat: 'teams', url: hostile } },
  { step: 'back', way: { kind: 'none' } },
  { step: 'done', outcome: 'confirmed' },
  { step: 'done', outcome: 'signed-in' },
  { step: 'done', outcome: 'password-changed' },
  { step: 'done', outcome: 'undone' },
  { step: 'done', outcome: 'stopped' },
  { step: 'done', outcome: 'not-allowed' },
  { step: 'done', outcome: 'undoing' },
  { step: 'done', outcome: 'unknown' },
  { step: 'handed-on' },
]

const faults = [
  'too-short',
  'too-long',
  'no-letter',
  'no-digit',
  'no-symbol',
  'space',
  'common',
  'own-words',
  'same',
  'reused',
] as const satisfies readonly PasswordFault[]

/** Every notice, and every password fault by itself. */
export const notices: readonly (PageNotice | null)[] = [
  null,
  { kind: 'password', faults },
  ...faults.map((fault) => ({ kind: 'password', faults: [fault] }) as const),
  { kind: 'mismatch' },
  { kind: 'wrong-old-password' },
  { kind: 'wrong-sign-in' },
  { kind: 'locked', until: 24 * hourMs },
  { kind: 'not-a-code' },
  ...[null, 0, 1, 2].map((left) => ({ kind: 'wrong-code', left }) as const),
  { kind: 'expired-code' },
  { kind: 'code-sent' },
  { kind: 'wait', until: 45_000 },
  { kind: 'too-many', until: hourMs },
]
