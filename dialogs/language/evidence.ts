import { elses, type Evidence, type Narrower } from '../../src/flow/language.ts'

/**
 * What a text must name before the classifier's word for it is acted on, by flow and situation: one concept of each
 * group of `needs`, and none of `against`. Without it the person is asked first.
 */
export const evidence: Readonly<Record<string, Evidence>> = {
  'retrieve-account': {
    needs: [['account', 'username']],
    against: ['password', 'other', 'mailhost', 'errand', elses],
    twins: ['reset-password'],
  },
  'reset-password': { needs: [['password']], against: ['other', 'mailhost', 'errand', elses] },
  'change-password': {
    // Whoever says that they know the password may well want another.
    needs: [['password', 'settled password']],
    shows: [['change']],
    against: ['forgot', 'reset', 'lost', 'cannot', 'other', 'mailhost', elses],
    twins: ['reset-password'],
  },
  'change-contact': {
    stops: true,
    needs: [['contact', 'number', 'email']],
    against: ['hacked', 'not-arrive', 'forgot', 'other', 'errand'],
  },
  'change-recovery': {
    stops: true,
    needs: [['recovery', 'bind', 'code']],
    against: [
      'cannot',
      'not-arrive',
      'not-work',
      'hacked',
      'stolen',
      'forgot',
      'lost',
      'other',
      'errand',
    ],
  },
  'bind-email': {
    needs: [['email'], ['bind', 'sign-in']],
    against: ['cannot', 'not-work', 'errand'],
  },
  'sign-in': {
    needs: [['sign-in', 'access']],
    against: ['cannot', 'not-work', 'forgot', 'other', 'mailhost', 'errand'],
  },
  'my-account': {
    stops: true,
    needs: [['settings']],
    against: ['forgot', 'hacked', 'other', 'mailhost', 'money', 'errand', elses],
  },
  'talk-to-support': {
    stops: true,
    needs: [['person', 'somebody', 'talk', 'case']],
    shows: [['person', 'talk', 'case']],
    against: ['errand'],
  },
  'my-case': { stops: true, needs: [['case']], against: ['open', 'errand'] },
  'explain-lock': {
    needs: [['locked']],
    shows: [['account', 'username', 'sign-in', 'access', 'self']],
    against: ['other', 'mailhost', 'money', elses],
  },
  'lost-phone': { needs: [['phone', 'number']], against: [] },
  'no-code': { needs: [['not-arrive', 'not-work', 'cannot', 'lost']], against: ['other'] },
  'cannot-sign-in': { needs: [['sign-in', 'access', 'account']], against: ['other', 'mailhost'] },
  compromised: {
    needs: [['hacked', 'stolen', 'password', 'account', 'access', 'code']],
    against: ['other'],
  },
  'change-number': {
    needs: [
      ['phone', 'number'],
      ['change', 'new', 'lost', 'close', 'not-work'],
    ],
    against: ['other'],
  },
  'change-email': {
    needs: [['email'], ['change', 'new', 'lost', 'close', 'not-work']],
    against: ['other'],
  },
  'close-account': { needs: [['account', 'close']], against: ['other'] },
  leaver: { needs: [['left', 'staff']], against: [] },
  stops: { needs: [], against: ['carry-on'] },
  // Whoever waits for a code asks nobody to wait.
  wait: { needs: [], against: ['not-arrive'] },
  outside: { needs: [['errand', 'machine', 'ware', 'money', 'other', 'mailhost']], against: [] },
}

/**
 * Situations that are a part of what the classifier knows as one: a leaked key is a break-in, too, but a new password
 * does not take it back. They are told apart by what a text names.
 */
export const narrower: readonly Narrower[] = [
  {
    situation: 'other-devices',
    of: ['compromised', 'sign-in', 'close-account', 'outside'],
    needs: [['everywhere'], ['sign-out']],
    against: ['hacked', 'stolen', 'other', 'mailhost'],
  },
  // Whoever is frightened by a reset asks for none.
  {
    situation: 'compromised',
    of: ['reset-password', 'change-password', 'explain-lock', 'sign-in'],
    needs: [['intruder'], ['password', 'reset', 'account', 'sign-in', 'access']],
    against: ['other', 'mailhost', 'users'],
  },
  // A server told beside a phone that is gone is what to find the account by.
  { situation: 'lost-phone', of: ['outside'], needs: [['phone'], ['stolen', 'lost']], against: [] },
  // Said by whoever runs a service of their own.
  {
    situation: 'outside',
    of: ['compromised', 'close-account'],
    needs: [['users'], ['sign-out']],
    against: ['hacked', 'stolen'],
  },
  {
    situation: 'leaked-key',
    of: ['compromised', 'outside'],
    needs: [['key'], ['exposed', 'stolen']],
    // A bag that was stolen holds other keys.
    against: ['phone'],
  },
  {
    situation: 'unasked-code',
    of: ['compromised', 'no-code', 'trust', 'outside'],
    needs: [['code', 'email'], ['unasked']],
    against: ['hacked', 'stolen', 'change'],
  },
  {
    situation: 'hacked-mailbox',
    of: ['compromised', 'change-email', 'outside'],
    needs: [['email'], ['hacked', 'stolen']],
    against: ['account', 'code', 'phone', 'number'],
  },
  {
    situation: 'lost-mailbox',
    of: ['reset-password', 'change-email', 'cannot-sign-in'],
    needs: [['email'], ['shut'], ['password', 'reset']],
    against: ['account', 'username', 'sign-in', 'hacked', 'stolen', 'other', 'mailhost', 'change'],
  },
  {
    situation: 'lost-mailbox',
    of: ['lacks'],
    needs: [['email']],
    against: ['account', 'username'],
  },
  { situation: 'lost-phone', of: ['lacks'], needs: [['phone', 'number']], against: ['account'] },
]
