import { phrases } from '../../src/flow/phrases.ts'
/** What handing over to a person says in English; the type is the catalogue every other language fills. */
export const en = {
  entry: {
    label: 'Talk to a person',
    also: phrases(`a person | person | human | support | talk to support | agent
        | talk to someone | open a case | contact support`),
  },
  askProblem:
    'I can hand this to our support team. What happened, and what have you tried? Please leave out passwords and codes.',
  confirmCase: (p: { problem: string }) =>
    `This is what I will pass on, together with the step you were at:\n\n${p.problem}\n\nShall I open a case?`,
  notices: {
    tooShort: 'A few more words would help the team to help you.',
    badChoice: 'Please answer yes or no, or choose Write it anew.',
  },
  choices: {
    yes: {
      label: 'Yes, open a case',
      also: phrases(
        `yes | y | yes please | ok | okay | sure | open it | go ahead | send it | send`,
      ),
    },
    rewrite: { label: 'Write it anew', also: phrases(`rewrite | edit | change it | write again`) },
    no: { label: 'No', also: phrases(`n | no thanks | don't | do not send it | never mind`) },
  },
  closing: {
    opened: (p: { number: number }) =>
      `Your case is number ${p.number}. Please keep that number. Someone from the support team will read it; nothing about your account changes meanwhile.`,
    left: 'All right, I have not opened a case. Nothing was passed on.',
  },
  help: {
    'ask-problem':
      'Describe what happened in your own words. The team sees your words and which step you were at, never a password or a code.',
    'confirm-case': 'Choose Yes to open the case, or Write it anew to change the text first.',
  },
  why: {
    'ask-problem':
      'The team needs to know what happened to decide what to do next. Your words are kept with the case.',
    'confirm-case': 'You should see what is passed on before it is.',
  },
  status: 'You are writing to the support team. Nothing has been passed on yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
