import type { LegalFacts, LegalPart, LegalSpans } from './legal-facts.ts'

/** Said only where it is so. */
const when = (isSo: boolean, line: string): readonly string[] => (isSo ? [line] : [])

const kept = (spans: LegalSpans): LegalPart => ({
  heading: 'What is kept, and for how long',
  lines: [
    'What you write here, and what is answered: encrypted, for 30 days.',
    `One-time codes: only as a keyed hash. A code works for ${spans.code}, a link for ${spans.link}; what is left of them is removed a day later.`,
    'Passwords: only as a slow hash, with your account. You type them on a page of their own, never in the chat.',
    'Messages that wait to be sent to you: encrypted, for a day at most.',
    `That you are signed in: until you sign out, or for ${spans.session} without a message.`,
    'How often something was tried, and from which network: only as keyed hashes that lead back to nobody, for 90 days at most.',
    'What is said in a support case: with secrets and numbers removed, encrypted, for 365 days.',
    'What a case is about, and a record of what was done to an account: with masks in the place of numbers and addresses, without an end. A case goes when your account is erased; the record stays, since it protects you and others.',
  ],
})

const inBrowser = (): LegalPart => ({
  heading: 'In your browser',
  lines: [
    'One cookie that only tells this browser from others, for 40 days, so that a link you were sent cannot sign in somebody else’s chat.',
    'The key to your chat, until you close the tab. Where your browser keeps nothing for a chat inside a page of another site, the key is in a cookie for that site alone, until the chat was not open for half an hour. Where no script runs, it is in a cookie of this site, as long.',
    'Nothing follows you to other sites, and nothing is counted for advertising.',
  ],
})

const readers = (facts: LegalFacts): LegalPart => ({
  heading: 'Who sees it',
  lines: [
    `People of support at ${facts.provider} see a case you opened, and how you came to it.`,
    ...when(
      facts.isLive,
      facts.sendsTexts
        ? 'The providers of text messages and of mail that codes, links and notices are sent through see these messages.'
        : 'The mail provider that codes, links and notices are sent through sees these messages.',
    ),
    ...when(
      !facts.isLive,
      'This installation is for trying out: messages are not sent, and everybody who can open its inbox reads them. Do not use real data.',
    ),
    ...when(
      facts.hasTeams,
      'If you write in Microsoft Teams, Microsoft sees what you write there and keeps it by its own rules.',
    ),
    ...when(
      facts.logoHost !== null,
      `The picture in the header comes from ${facts.logoHost ?? ''}, which learns the address of your network.`,
    ),
    'Nobody else, and nothing is sold.',
  ],
})

const rights = (facts: LegalFacts): LegalPart => ({
  heading: 'What you can ask for',
  lines: [
    `Ask ${facts.provider} for a copy of everything that is kept about your account, or to have it erased. Say “a person” in the chat to reach somebody.`,
  ],
})

/** The pages of law in English. Every sentence is made from the settings in force. */
export const legalEn = {
  privacy: 'Privacy',
  terms: 'Terms',
  support: 'Support',
  toChat: 'To the chat',
  privacyPage: (facts: LegalFacts, spans: LegalSpans) => ({
    title: 'Privacy',
    lead: `${facts.name} is an automated assistant. It helps people get back into their accounts at ${facts.provider}. This page says what it keeps, for how long, and who sees it.`,
    parts: [kept(spans), inBrowser(), readers(facts), rights(facts)],
  }),
  termsPage: (facts: LegalFacts, spans: LegalSpans) => ({
    title: 'Terms',
    lead: `You can use ${facts.name} to get back into your own accounts at ${facts.provider} and to keep the ways into them in order.`,
    parts: [
      {
        heading: 'What it is',
        lines: [
          'A program answers. It follows fixed rules, and a person can always be asked for.',
          'It is free of charge. Your operator may charge for text messages.',
        ],
      },
      {
        heading: 'What you agree to',
        lines: [
          'You use it for accounts that are yours, or that you were told to look after.',
          'You give codes and links to nobody, and type passwords on their page only, never in the chat.',
          'You do not try to find out who has an account, and do not let programs use it.',
        ],
      },
      {
        heading: 'What protects accounts',
        lines: [
          `A code works for ${spans.code} and takes ${facts.codeAttempts} tries. After ${facts.failuresPerDay} wrong tries in a day an account is not helped without another proof.`,
          `A changed address or number opens the account only after ${spans.hold}, and can be taken back for ${spans.undo}.`,
          `What you began ends after ${spans.flow} without a message.`,
          'Whoever misuses it is stopped for a time, or for good.',
        ],
      },
    ] satisfies readonly LegalPart[],
  }),
}

export type LegalTexts = typeof legalEn
