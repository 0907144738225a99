import { phrases } from '../../src/flow/phrases.ts'

/** What handing over to a person says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Talk to a person',
  entry: phrases(`a person | person | human | support | talk to support | agent
        | talk to someone | open a case | contact support`),
  askProblem:
    'I can hand this to our support team. What happened, and what have you tried? Please leave out passwords and codes.',
  askMore: (p: { number: number }) =>
    `Your case ${p.number} is open, and somebody will read it. What should I add to it? Please leave out passwords and codes.`,
  askAddition: 'What shall I add to it? Please leave out passwords and codes.',
  askProblemBriefly: 'What happened, and what have you tried?',
  confirmCase: (p: { problem: string }) =>
    `This is what I will pass on, together with the steps you took here and whether they worked. Numbers and addresses are hidden in part; codes and passwords are never passed on.\n\n${p.problem}\n\nShall I send it?`,
  confirmBriefly: 'Shall I send it?',
  withSupport: (p: { name: string }) =>
    `You are talking with ${p.name} of our support team. What you write goes to them; I keep quiet meanwhile.`,
  withSomebody:
    'You are talking with our support team. What you write goes to them; I keep quiet meanwhile.',
  askRating: (p: { number: number }) =>
    `How was the help with case ${p.number}, from 1 (poor) to 5 (very good)? If it still does not work, say so and the case is opened again.`,
  askComment: 'Thank you. Is there anything you would like to tell the team? One line is enough.',
  notices: {
    'too-short': 'A few more words would help the team to help you.',
    'bad-choice': 'Please choose one of the answers.',
    added: 'I have added that, and nothing has been sent yet.',
    joined: (p: { name: string }) =>
      `${p.name} of our support team has your case and is here in this chat now. What you write goes to them. Please never write a password or a code: nobody of the team will ask for one.`,
    back: (p: { name: string }) => `You are with ${p.name} of our support team again.`,
    offered: (p: { name: string; step: string }) =>
      `${p.name} suggests that you try “${p.step}”. Choose it below when you are ready; you are brought back here afterwards.`,
    stepDone: (p: { name: string }) => `That step is over. ${p.name} has been told.`,
    delayed: (p: { wait: string }) =>
      `That was a lot at once, so the last words were not passed on. Please go on in ${p.wait}.`,
    granted: (p: { name: string }) =>
      `${p.name} and a colleague have opened a way back for you: you may set a new password now. Choose “Set a new password” when you are ready.`,
    page: 'Here is the page. It opens once, and for half an hour at most; the two words on it are the ones above.',
    'way-closed':
      'That way is closed by now, so no page was opened. The support team can tell you here how to go on.',
    'password-set':
      'Your new password counts now. Every other session was signed out. A message about it goes to the numbers and addresses of the account that have been verified for a while.',
    nudged:
      'The support team is waiting for your answer. Without one, the case is closed tomorrow.',
    ended: (p: { number: number }) => `Your case ${p.number} has been marked as solved.`,
    silent: (p: { number: number }) =>
      `Your case ${p.number} was closed, because we had not heard from you for three days.`,
  },
  choices: {
    yes: {
      label: 'Yes, open a case',
      also: phrases(
        `yes | y | yes please | ok | okay | sure | open it | go ahead | send it | send | submit | submit it`,
      ),
    },
    rewrite: {
      label: 'Write it anew',
      also: phrases(`rewrite | edit | change it | write again | rephrase | say it differently | put it differently | say it another way
        | other words | in other words | write it again | change the text | correct the text | word it differently`),
    },
    no: {
      label: 'No',
      also: phrases(
        `n | no thanks | don't | do not send it | don't send it | can you not send it | can we not send it | rather not send it | better not send it | never mind`,
      ),
    },
    'hand-back': {
      label: 'Back to the assistant',
      also: phrases(
        `hand back | handback | back | cancel | stop | leave | exit | menu | start over | main menu | assistant | back to the bot | end the chat`,
      ),
    },
    'set-password': {
      label: 'Set a new password',
      also: phrases(`set password | new password | set a password | set my new password`),
    },
    reopen: {
      label: 'It still does not work',
      also: phrases(
        `still not working | it does not work | not working | not solved | reopen | open it again | still broken | no it is not`,
      ),
    },
    skip: {
      label: 'Nothing more',
      also: phrases(`skip | no | nothing | no thanks | that is all`),
    },
    'stars:1': { label: '1', also: phrases(`one | poor | bad`) },
    'stars:2': { label: '2', also: phrases(`two`) },
    'stars:3': { label: '3', also: phrases(`three | okay`) },
    'stars:4': { label: '4', also: phrases(`four | good`) },
    'stars:5': { label: '5', also: phrases(`five | very good | great | excellent`) },
  },
  /** What is said to questions and doubts. */
  answers: {
    writing:
      'One or two sentences are enough: what you wanted to do, what happened instead, and since when. Any language will do, but no pictures.',
    greeting:
      'Hello! What you write here goes to the support team once you have seen it and said yes.',
    private:
      'Tell no more than you like: that you cannot sign in, say, is enough to begin with. Only the support team reads it.',
    told: 'The team sees the steps you took here and whether they worked, but not what you wrote beside them. A sentence or two are enough.',
    anyone:
      'No person is in this chat yet. Somebody reads your case once it is sent, and answers here.',
    readerProblem:
      'The support team alone reads it, never anybody outside, and it is kept with the case for a year. Codes and passwords are taken out.',
    reader:
      'The support team alone reads it, and it is kept with the case for a year. Nothing has been sent yet.',
    content: 'Nothing has been sent yet.',
    whenAnswer:
      'The support team reads cases in its hours and answers here in this chat. Nothing has been sent yet.',
    undo: 'You can take a case back as long as it is open; without one nobody is told and nothing changes. Nothing has been sent yet.',
  },
  closing: {
    opened: (p: { number: number }) =>
      `Your case is number ${p.number}. Please keep that number. Someone from the support team will read it and answer here; nothing about your account changes meanwhile. Say “status ${p.number}” to see how it stands.`,
    openedLater: (p: { number: number; time: string }) =>
      `Your case is number ${p.number}. Please keep that number. The support team is not there at this hour; somebody reads it from ${p.time} on and answers here. Nothing about your account changes meanwhile. Say “status ${p.number}” to see how it stands.`,
    appended: (p: { number: number }) =>
      `I have added that to your case ${p.number}. The support team sees it at once.`,
    left: 'All right, nothing was passed on.',
    delayed: (p: { wait: string }) =>
      `You have written to the support team many times just now. Please wait ${p.wait}; what was passed on before is not lost.`,
    handedBack: (p: { number: number }) =>
      `I am here again. Your case ${p.number} stays open; say “a person” to go on with it.`,
    released: (p: { number: number }) =>
      `Your case ${p.number} goes to another person of the support team. Until somebody takes it, I am here again.`,
    over: (p: { number: number }) =>
      `Your case ${p.number} is closed, so that was not passed on. Say “a person” to open another one.`,
    rated: 'Thank you, that helps us to do better.',
    skipped: 'All right.',
    reopened: (p: { number: number }) =>
      `I have opened your case ${p.number} again. Somebody from the support team will answer here.`,
    tooLate: 'That case cannot be opened again. Say “a person” and I open a new one.',
  },
  openPage: 'Open the page',
  pageWords: (p: { words: string }) => `Two words: ${p.words}`,
  help: {
    'ask-problem':
      'Describe what happened in your own words. The team sees your words and which steps you took, never a password or a code.',
    'confirm-case': 'Choose Yes to send it, or Write it anew to change the text first.',
    'with-support':
      'Write what you would like to tell the support team. Say “back to the assistant” to go on with me; your case stays open.',
    'ask-rating':
      'Choose a number from 1 to 5, say “it still does not work” to open the case again, or “back” to leave it unrated.',
    'ask-comment': 'Write one line for the team, or choose Nothing more.',
  },
  why: {
    'ask-problem':
      'The team needs to know what happened to decide what to do next. Your words are kept with the case for a year.',
    'confirm-case': 'You should see what is passed on before it is.',
    'with-support':
      'A person can do what I may not decide. They see what is written here and whether your earlier steps worked, never a password or a code, and no whole number or address.',
    'ask-rating':
      'Your rating shows us where the help is not good enough. It is kept with the case.',
    'ask-comment': 'The team reads it to do better. It is kept with the case.',
  },
  status: {
    writing: 'You are writing to the support team. Nothing has been passed on yet.',
    talking: (p: { number: number }) => `A person has your case ${p.number} in hand.`,
    rating: (p: { number: number }) => `Your case ${p.number} is closed.`,
  },
}

/** The shape every language fills. */
export type Texts = typeof en
