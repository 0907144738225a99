import { phrases } from '../../src/flow/phrases.ts'

/** What asking for one's case says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'My case',
  entry: phrases(`my case | my support case | my ticket | status of my case | case status
        | how is my case | check my case | withdraw my case | what is my case number | my case number | case number
        | cancel my case | cancel the case | cancel my ticket | close my case | take back my case | i want to cancel my case`),
  askStep: (p: { standing: string }) => `${p.standing}\n\nWhat would you like to do?`,
  askStepBriefly: 'What would you like to do?',
  standing: {
    new: (p: { number: number; opened: string }) =>
      `Your case ${p.number} was opened on ${p.opened}. It waits for somebody of the support team, who will answer here.`,
    held: (p: { number: number; opened: string; agent: string }) =>
      `Your case ${p.number} was opened on ${p.opened}. ${p.agent} of the support team is working on it.`,
    waiting: (p: { number: number; opened: string; agent: string }) =>
      `Your case ${p.number} was opened on ${p.opened}. ${p.agent} of the support team is waiting for your answer.`,
    reopened: (p: { number: number; opened: string }) =>
      `Your case ${p.number}, first opened on ${p.opened}, is open again and waits for the support team.`,
    resolved: (p: { number: number; changed: string }) =>
      `Your case ${p.number} was marked as solved on ${p.changed}.`,
    closed: (p: { number: number; changed: string }) =>
      `Your case ${p.number} has been closed since ${p.changed}.`,
    withdrawn: (p: { number: number; changed: string }) =>
      `You withdrew your case ${p.number} on ${p.changed}.`,
  },
  confirmWithdraw: (p: { number: number }) =>
    `Shall I withdraw case ${p.number}? The support team will not answer any more.`,
  badChoice: 'Please choose one of the answers.',
  choices: {
    add: { label: 'Add something', also: phrases(`add | add to it | write to them | more`) },
    withdraw: {
      label: 'Withdraw the case',
      also: phrases(`withdraw | withdraw it | take it back | close it | delete it`),
    },
    reopen: {
      label: 'It still does not work',
      also: phrases(`still not working | it does not work | not working | not solved | reopen`),
    },
    done: { label: 'Nothing', also: phrases(`done | ok | okay | fine | thanks | nothing more`) },
    yes: { label: 'Yes, withdraw it', also: phrases(`yes | y | yes please | ok | sure`) },
    no: { label: 'No, keep it', also: phrases(`no | n | keep it`) },
  },
  /** What is said to questions and doubts. */
  answers: {
    whenAnswer:
      'People of the support team read cases in their hours and answer here in this chat. You need not wait here; what they write stays until you come back.',
    undo: 'A case that was withdrawn cannot be opened again, but you can open a new one. Without your “yes” it stays open.',
    notYet: 'I have not withdrawn it yet.',
  },
  closing: {
    seen: 'All right.',
    unknown:
      'I know of no such case of yours in this chat. Use the chat you opened it in, or sign in first if you were signed in then.',
    withdrawn: (p: { number: number }) => `Your case ${p.number} is withdrawn.`,
    reopened: (p: { number: number }) =>
      `I have opened your case ${p.number} again. Somebody from the support team will answer here.`,
    'too-late': 'That is not possible any more. Say “a person” and I open a new case.',
  },
  help: {
    'ask-case-step': 'Choose what to do about your case, or Nothing.',
    'confirm-withdraw': 'Choose Yes to withdraw the case, or No to keep it.',
  },
  why: {
    'ask-case-step': 'It is your case: you can add to it or take it back at any time.',
    'confirm-withdraw': 'A case that was withdrawn cannot be opened again, so I ask first.',
  },
  status: 'You are looking at your support case.',
}

/** The shape every language fills. */
export type Texts = typeof en
