import type { Assistant } from '../../src/flow/assistant.ts'

/** The flows that help in a situation, the best first; they are offered as buttons, none is begun. */
export const situationSteps: Assistant['situationSteps'] = {
  'lost-phone': ['reset-password', 'retrieve-account', 'talk-to-support'],
  'no-code': ['retrieve-account', 'reset-password', 'talk-to-support'],
  'cannot-sign-in': ['retrieve-account', 'reset-password', 'explain-lock', 'talk-to-support'],
  compromised: ['reset-password', 'talk-to-support'],
  'change-number': ['change-contact', 'change-recovery', 'talk-to-support'],
  'change-email': ['change-contact', 'change-recovery', 'bind-email', 'talk-to-support'],
  'close-account': ['talk-to-support'],
  leaver: ['claim-account', 'talk-to-support'],
  bereaved: ['talk-to-support', 'claim-account'],
  'others-account': ['talk-to-support'],
  'leaked-key': ['talk-to-support'],
  'hacked-mailbox': ['change-recovery', 'talk-to-support'],
  'lost-mailbox': ['reset-password', 'talk-to-support'],
  'unasked-code': ['change-password', 'talk-to-support'],
  'other-devices': ['change-password', 'reset-password', 'talk-to-support'],
  crisis: ['talk-to-support'],
  outside: ['talk-to-support'],
}
