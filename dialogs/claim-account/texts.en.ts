import type { ClaimField } from '../../src/domain/claim.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** What the evidence form for a company's account says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Recover a company account',
  entry:
    phrases(`recover a company account | recover our company account | recover the company account
        | claim a company account | fill in the evidence form | evidence form`),
  ask: {
    account:
      'There are six short questions, and you see it all before anything is sent. Which account is it? Its ID or its login email is best.',
    company: 'Which company does the account belong to? Its registered name is best.',
    since: 'Since when has that person been gone, or since when can you not get in?',
    holder: 'Who holds the account now, as far as you know, and is it still being used?',
    evidence:
      'What can you show that ties the account to the company? Invoices, the business licence, the domain, or a filing record all help. Only name it here; the team will say how to hand it over.',
    reach:
      'Who are you at the company, and when can you be reached? The team answers here in this chat.',
  } satisfies Readonly<Record<ClaimField, string>>,
  briefly: {
    account: 'Which account is it?',
    company: 'Which company does the account belong to?',
    since: 'Since when?',
    holder: 'Who holds the account now?',
    evidence: 'What can you show that ties the account to the company?',
    reach: 'Who are you at the company, and when can you be reached?',
  } satisfies Readonly<Record<ClaimField, string>>,
  labels: {
    account: 'Account',
    company: 'Company',
    since: 'Since',
    holder: 'Held by',
    evidence: 'Evidence',
    reach: 'How to reach you',
  } satisfies Readonly<Record<ClaimField, string>>,
  line: (p: { label: string; value: string }) => `${p.label}: ${p.value}`,
  notKnown: 'not known',
  confirm: (p: { lines: string }) =>
    `This is what I will pass on. Numbers and addresses are hidden in part from the team.\n\n${p.lines}\n\nShall I send it?`,
  confirmBriefly: 'Shall I send it?',
  /** What is said to questions and doubts before it is sent. */
  answers: {
    reader: 'The support team alone reads it, and decides by it. Nothing has been sent yet.',
    whenAnswer:
      'The support team reads it in its hours and answers here in this chat. Nothing has been sent yet.',
    content: 'Nothing has been sent yet.',
    undo: 'It becomes a case, which you can take back as long as it is open; without your “yes” nobody is told. Nothing has been sent yet.',
  },
  tooShort: {
    first: 'I need a few more letters than that.',
    more: 'A word or two are enough; if you do not know it, say so.',
  },
  choices: {
    'not-known': {
      label: 'I don’t know',
      also: phrases(`don't know | i do not know | not known | no idea | not sure | unknown | skip`),
    },
    yes: {
      label: 'Yes, send it',
      also: phrases(`yes | y | yes please | ok | okay | sure | send it | go ahead`),
    },
    rewrite: {
      label: 'Fill it in anew',
      also: phrases(`rewrite | edit | change it | write it anew | start the form again`),
    },
    no: { label: 'No', also: phrases(`n | no thanks | don't | do not send it | never mind`) },
  },
  closing: {
    opened: (p: { number: number }) =>
      `Your case is number ${p.number}, with everything you told me. Please keep that number. Somebody of the support team weighs the evidence and answers here; the account stays as it is meanwhile. Say “status ${p.number}” to see how it stands.`,
    openedLater: (p: { number: number; time: string }) =>
      `Your case is number ${p.number}, with everything you told me. Please keep that number. The support team is not there at this hour; somebody weighs the evidence from ${p.time} on and answers here. Say “status ${p.number}” to see how it stands.`,
    appended: (p: { number: number }) =>
      `I have added that to your case ${p.number}. The support team sees it at once.`,
    delayed: (p: { wait: string }) =>
      `You have written to the support team many times just now, so this was not sent. Please try again in ${p.wait}.`,
    left: 'All right, nothing was passed on.',
  },
  help: {
    'ask-claim-account':
      'Type the account ID or the login email if you have it, otherwise what the account is called or used for. “Back” goes one question back, “cancel” stops.',
    'ask-claim-company': 'Type the company’s name as it stands on invoices or in the register.',
    'ask-claim-since': 'A month and a year are enough.',
    'ask-claim-holder': 'Type a name or a role, such as “our former administrator”.',
    'ask-claim-evidence':
      'Name the papers, without numbers of identity cards. Nothing is uploaded here.',
    'ask-claim-reach': 'Your name and your role, and at what time you read this chat.',
    'confirm-claim': 'Choose Yes to send it, or Fill it in anew to change something first.',
  },
  why: {
    'ask-claim-account': 'The team needs to know which account is meant before it can look at it.',
    'ask-claim-company': 'The evidence has to be about this company and no other.',
    'ask-claim-since': 'The time is compared with what the account did since then.',
    'ask-claim-holder': 'The team asks the present holder too before anything is changed.',
    'ask-claim-evidence':
      'What you can show decides the case; a chat alone never gives an account away.',
    'ask-claim-reach':
      'The team may have questions. Your answers are kept with the case for a year.',
    'confirm-claim': 'You should see what is passed on before it is.',
  },
  status:
    'You are telling the support team about a company account. Nothing has been passed on yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
