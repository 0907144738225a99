/** What the masked-number question says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Mobile in full',
  question: (p: { mask: string }) =>
    `The details will go by text to ${p.mask}. To show that you know that mobile number, please type it in full.`,
  briefly: 'What is the full mobile number?',
  nudge: {
    example: 'A number looks like 138 0013 8000, or +44 7400 123456 from abroad.',
    format:
      'Please type all its digits, with + and the country code in front if it is not a local number.',
    'other-way': 'If you do not know that number, look another way instead.',
    person: 'If this does not work out, say “a person” and someone will help you.',
  },
  form: {
    country: 'Country or region',
    mobile: 'The full mobile number',
    example: '138 0013 8000',
    next: 'Next',
  },
  help: 'You see only the last two digits of the number on file; type the whole number, and whether or not it is right, I say the same. If you do not know it, look another way or say “a person”.',
  /** To whoever does not know it. */
  unknown: 'Then look another way below, or say “a person” and someone will help you.',
  why: 'Only someone who knows the number should be able to have a text sent to it. I keep what you type for this conversation only.',
  status:
    'You are finding your account, and I am waiting for the full mobile number. Nothing has been sent yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
