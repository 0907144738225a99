import type { Contradiction, NextStep } from '../../src/domain/evidence.ts'

/** What was seen of a user, told to the people of support in English; the type is the catalogue every other language fills. */
export const enEvidence = {
  proofs: {
    'signed-in': 'signed in',
    'recovery-mobile-code': 'code to the recovery mobile',
    'recovery-email-code': 'code to the recovery email',
    'login-mailbox': 'the link of a mail to the login email',
    'full-mobile': 'the bound mobile typed in full',
    'new-address-code': 'code to a new address',
    'human-check': 'human check',
  },
  proofStates: {
    passed: (p: { proof: string; weight: number }) => `✔ ${p.proof}: passed (weight ${p.weight})`,
    failed: (p: { proof: string; tries: number }) => `✘ ${p.proof}: failed, ${p.tries} tries`,
    tried: (p: { proof: string; tries: number }) =>
      `? ${p.proof}: tried ${p.tries} times, result not known`,
    begun: (p: { proof: string }) => `? ${p.proof}: begun, not finished`,
    untried: (p: { proof: string }) => `– ${p.proof}: never tried`,
  },
  pathStep: (p: { time: string; flow: string; step: string }) => `${p.time} · ${p.flow}: ${p.step}`,
  pathRepeated: (p: { time: string; flow: string; step: string; times: number }) =>
    `${p.time} · ${p.flow}: ${p.step} (${p.times} times)`,
  /** What does not fit together. */
  contradictions: {
    'several-accounts': 'Several different accounts were named.',
    'several-mobiles': 'Several different mobiles were named.',
    'several-servers': 'Several different servers were named.',
    'several-emails': 'Several different emails were named.',
    'refused-after-accepted': 'A code was right, and wrong ones followed it.',
    'failures-at-once': 'Many tries failed within a short time.',
  } satisfies Readonly<Record<Contradiction, string>>,
  /** What would help next and is safe. */
  nextSteps: {
    'offer-sign-in': 'They can receive a code: offer to sign in with it.',
    'offer-other-channel': 'One recovery channel was not tried: offer the other way.',
    'ask-for-more': 'Ask what they can tell of the account, and offer to find it first.',
    'wait-for-lock': 'Tries are used up for now: wait, then offer the step again.',
    'assisted-recovery': 'No channel of their own works: assisted recovery by two agents.',
    nothing: 'They have proven who they are; nothing more is needed for that.',
  } satisfies Readonly<Record<NextStep, string>>,
  /** What a user did on a page of a letter, where the name of a flow stands else. */
  undo: '“This wasn’t me”',
  /** What came of a step, by the type of its answer. */
  steps: {
    'code.sent': 'a code was sent',
    'code.delayed': 'asked for codes too often',
    'code.accepted': 'the code was right',
    'code.refused': 'a wrong code',
    'code.expired': 'the code had expired',
    'code.exhausted': 'all tries were used up',
    'account.hinted': 'named an account',
    'account.delayed': 'looked for accounts too often',
    'account.informed': 'account information was asked for',
    'session.found': 'signed in',
    'session.missing': 'not signed in',
    'session.frozen': 'right, but the account is frozen',
    'session.refused': 'not signed in',
    'identity.unproven': 'not signed in',
    'password.unheld': 'not signed in',
    'channel.unproven': 'not signed in',
    'identity.ways': 'asked for a way to prove it',
    'identity.proven': 'identity proven',
    'reset.mailed': 'a reset link was asked for',
    'page.offered': 'a page was offered',
    'page.unneeded': 'no check was needed',
    'mailbox.shown': 'used the link in the login mailbox',
    'password.changed': 'the password was changed',
    'password.refused': 'the password was not changed',
    'password.held': 'a new password waits for proof',
    'channel.changed': 'a channel was changed',
    'channel.refused': 'a channel was not changed',
    'channel.proven': 'a new address was proven',
  },
}

/** The shape every language fills. */
export type EvidenceTexts = typeof enEvidence
