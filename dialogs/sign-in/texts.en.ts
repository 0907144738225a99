import { phrases } from '../../src/flow/phrases.ts'

/** What sign-in says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Sign in',
  entry: phrases(`sign in | signin | sign me in | log in | login | log me in | i want to sign in
      | sign in to my account | log in to my account`),
  askPage: (p: { words: string }) =>
    `Please sign in on this page; it shows the same two words: ${p.words}. I go on here by myself once it is done, so type no password in this chat.`,
  waiting:
    'I am still waiting for you to sign in on the page I linked above. Open it, ask for a new link, or use your account ID and a code.',
  /** What is said instead where no texts can be sent, so that there is no code. */
  pageOnly: {
    waiting:
      'I am still waiting for you to sign in on the page I linked above. Open it, or ask for a new link.',
    lacks:
      'Without the password nobody gets past that page. Reset the password by mail, or let a person help you.',
    help: 'Open the page with the button or the address in my message, and type your login email and password there. If the page says the link is too old, choose “Send a new link”; without the password, say “a person” and someone will help you.',
  },
  askAccountId: (p: { example: string }) =>
    `What is the account ID? It looks like ${p.example}. A code goes by text to the recovery mobile of that account.`,
  briefly: {
    'ask-account-id': 'What is the account ID?',
  },
  link: 'Open the sign-in page',
  form: { accountId: 'Account ID', next: 'Next' },
  notices: {
    reminded:
      'I have to wait for the page before I can go on. If what you typed was a password, it belongs on the page and nowhere else.',
    accountId: {
      'too-short': 'That is too short for an account ID.',
      'too-long': 'That is too long for an account ID.',
      'other-signs': 'That cannot be an account ID.',
    },
  },
  nudge: {
    example: (p: { example: string }) => `An account ID looks like ${p.example}.`,
    format: 'Please type all of it and nothing else, just as it is written there.',
    'other-way': 'You can also sign in on the page, with your email and password.',
    person: 'If this does not work out, say “a person” and someone will help you.',
  },
  choices: {
    'use-code': {
      label: 'Use my account ID and a code',
      also: phrases(`use code | use a code | code | by code | account id | use my account id | with a code
        | without password`),
    },
    'use-page': {
      label: 'Use the sign-in page',
      also: phrases(`page | sign-in page | use the page | use my password | email and password
        | with my email | with my password`),
    },
  },
  /** What is said to questions and doubts at the page. */
  answers: {
    lacks:
      'Without the password, use your account ID and a code that goes by text to the recovery mobile, or reset the password by mail.',
    done: 'The page has not told me yet that you are signed in. As soon as you are, I go on here by myself.',
  },
  closing: {
    signedIn:
      'You are signed in, in this chat alone. It ends by itself when it has been quiet here for a while, or when you say “sign out”.',
    notSignedIn:
      'You are not signed in, and nothing was changed. Is there something else I can do?',
  },
  help: {
    'wait-for-page':
      'Open the page with the button or the address in my message, and type your login email and password there. If the page says the link is too old, choose “Send a new link”; without the password, use your account ID and a code.',
    'ask-account-id':
      'The account ID is in bills, orders and the corner of the console. The code only ever goes to the recovery mobile of the account, and I say the same whether or not there is one.',
  },
  why: {
    'wait-for-page':
      'What you asked for changes an account, so I have to know that it is yours. A password typed in a chat could be read by others later; on the page it is not kept.',
    'ask-account-id':
      'The ID tells me whose recovery mobile the code goes to. I keep it for this conversation only.',
  },
  status: 'You are signing in. Nothing has been changed.',
}

/** The shape every language fills. */
export type Texts = typeof en
