/** What somebody may be in that is no flow by itself; each is answered, and offers the flows that help (design 4.5). */
export const situations = [
  'lost-phone',
  'no-code',
  'cannot-sign-in',
  'compromised',
  'change-number',
  'change-email',
  'close-account',
  'leaver',
  'bereaved',
  'others-account',
  'leaked-key',
  'hacked-mailbox',
  'lost-mailbox',
  'unasked-code',
  'other-devices',
  'crisis',
  'outside',
] as const

export type SituationId = (typeof situations)[number]
