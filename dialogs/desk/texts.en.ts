import type { Locale } from '../../src/flow/locale.ts'
import { enAnswers } from './answers.en.ts'
import { enEvidence } from './evidence.en.ts'

/** A sentence for each thing that can happen to a case; a fact it may tell is empty where there is none. */
type EventSentences = Readonly<
  Record<string, (p: { name: string; detail: string; time: string }) => string>
>

const languages: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': 'Chinese' }

/** What the people of support read in English; the type is the catalogue every other language fills. */
export const en = {
  title: (p: { number: number; topic: string }) => `Case ${p.number}: ${p.topic}`,
  subtitle: (p: { state: string; severity: string; age: string; time: string }) =>
    `${p.state} · ${p.severity} · opened ${p.age} ago, as of ${p.time}`,
  topics: {
    account: 'a forgotten account',
    password: 'a password',
    channels: 'numbers and addresses',
    'sign-in': 'signing in',
    security: 'security',
    other: 'something else',
  },
  states: {
    new: 'New',
    assigned: 'Taken',
    'waiting-on-user': 'Waiting for the user',
    'waiting-on-team': 'Waiting for the team',
    resolved: 'Resolved',
    reopened: 'Open again',
    closed: 'Closed',
    withdrawn: 'Withdrawn by the user',
  },
  severities: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
  outcomes: {
    solved: 'solved',
    recovered: 'access recovered',
    'not-proven': 'not proven',
    duplicate: 'duplicate',
    'no-answer': 'no answer from the user',
    other: 'other',
  },
  facts: {
    assignee: 'In hand of',
    nobody: 'nobody yet',
    firstReply: 'First reply',
    nextReply: 'Next reply',
    resolution: 'Solution',
    language: 'Language',
    came: 'Came from',
    menu: 'the menu',
    account: 'Account',
    snoozed: 'Snoozed',
    outcome: 'Outcome',
    rating: 'Rating',
    before: 'Cases before',
    mail: 'Codes and links',
    recovery: 'Assisted recovery',
  },
  clock: {
    due: (p: { wait: string; time: string }) => `due in ${p.wait} (${p.time})`,
    late: (p: { by: string; time: string }) => `late by ${p.by} (since ${p.time})`,
    paused: 'stands while the user is awaited',
  },
  mail: (p: { sent: number; waiting: number; failed: number }) =>
    `${p.sent} sent, ${p.waiting} waiting, ${p.failed} not delivered`,
  stars: (p: { stars: number }) => `${p.stars} of 5`,
  until: (p: { time: string }) => `until ${p.time}`,
  languages,
  account: {
    none: 'no account was named',
    proven: (p: { mask: string; status: string }) =>
      `${p.mask}, ${p.status}; the user was signed in to it`,
    named: (p: { mask: string; status: string }) =>
      `${p.mask}, ${p.status}; the user only named it, which proves nothing`,
    status: {
      active: 'active',
      frozen: 'frozen',
      locked: 'sign-in locked',
      unusable: 'not usable',
    },
  },
  sections: {
    problem: 'What the user wrote',
    evidence: (p: { score: number }) => `Evidence: ${p.score} of 100`,
    contradictions: 'Does not fit together',
    path: 'The way here',
    channels: 'Verified channels',
    changes: 'Changes of the last month',
    next: 'Suggested next step',
  },
  userWords: 'the user’s own words, nothing in them is verified',
  nothing: 'nothing',
  change: (p: { what: string; time: string }) => `${p.what}, ${p.time}`,
  changeUndone: (p: { what: string; time: string }) => `${p.what}, ${p.time}, taken back`,
  channel: (p: { name: string; mask: string }) => `${p.name}: ${p.mask}`,
  channelHeld: (p: { name: string; mask: string }) => `${p.name}: ${p.mask}, new and on hold`,
  channelNames: {
    password: 'password',
    recoveryMobile: 'recovery mobile',
    recoveryEmail: 'recovery email',
    contactMobile: 'contact mobile',
    contactEmail: 'contact email',
    loginEmail: 'login email',
  },
  recovery: {
    asked: (p: { name: string }) => `asked for by ${p.name}, a second agent has to agree`,
    approved: (p: { name: string; time: string }) =>
      `asked for by ${p.name}, agreed; opens ${p.time} unless the owner objects`,
    vetoed: () => 'stopped by the owner through a verified channel',
    refused: () => 'refused',
    granted: () => 'open: the user may set a new password',
    used: () => 'used',
  },
  actions: {
    take: 'Take',
    assign: 'Assign…',
    release: 'Put back',
    reply: 'Reply…',
    ask: 'Ask for details…',
    note: 'Note…',
    offer: 'Offer a step…',
    severity: 'Severity…',
    snooze: 'Snooze…',
    wait: 'Team must act',
    resolve: 'Resolve…',
    reopen: 'Reopen',
    transcript: 'Transcript',
    recover: 'Ask for assisted recovery',
    approve: 'Approve the recovery',
    refuse: 'Refuse the recovery',
    show: (p: { number: number }) => `Show ${p.number}`,
  },
  fields: {
    reply: 'What the user reads',
    replyHint: 'It reaches the user under your name. No passwords, no codes.',
    ask: 'What you need to know',
    note: 'Only the team reads this',
    name: 'Name',
    nameHint: 'As it stands in this channel',
    severity: 'Severity',
    snooze: 'For how long',
    outcome: 'Outcome',
    step: 'Step',
  },
  snoozes: { '30m': '30 minutes', '2h': '2 hours', '1d': '1 day', '3d': '3 days' },
  list: {
    title: (p: { filter: string; count: number }) => `${p.filter}: ${p.count}`,
    found: (p: { words: string; count: number }) => `Cases with “${p.words}”: ${p.count}`,
    filters: {
      open: 'Open cases',
      mine: 'My cases',
      unassigned: 'Unassigned cases',
      urgent: 'Urgent cases',
      late: 'Late cases',
      all: 'All cases',
    },
    line: (p: {
      number: number
      severity: string
      state: string
      topic: string
      who: string
      age: string
    }) => `${p.number} · ${p.severity} · ${p.state} · ${p.topic} · ${p.who} · ${p.age} old`,
    none: 'There are none.',
    cut: 'There are more; only the most pressing are shown.',
  },
  transcript: {
    title: (p: { number: number }) => `Transcript of case ${p.number}`,
    cut: 'Only the last lines are shown.',
    user: 'User',
    program: 'Latchkey',
    note: (p: { name: string }) => `${p.name}, note`,
    line: (p: { time: string; who: string }) => `${p.time} · ${p.who}`,
    event: (p: { time: string; what: string }) => `${p.time} · ${p.what}`,
  },
  lineTitle: {
    said: (p: { number: number }) => `Case ${p.number}: the user writes`,
    event: (p: { number: number }) => `Case ${p.number}`,
  },
  events: {
    opened: () => 'The case was opened.',
    appended: () => 'The user added to the case.',
    taken: (p) => `${p.name} took the case.`,
    assigned: (p) => `${p.name} gave the case to ${p.detail}.`,
    released: (p) => `${p.name} put the case back.`,
    deferred: (p) => `${p.name} has to find something out first.`,
    snoozed: (p) => `${p.name} snoozed the case until ${p.time}.`,
    woken: () => 'The snooze is over.',
    graded: (p) => `${p.name} set the severity to ${p.detail}.`,
    offered: (p) => `${p.name} offered a step: ${p.detail}.`,
    'finished-step': (p) => `The user has come to the end of a step: ${p.detail}.`,
    left: () => 'The user went back to the assistant; the case stays open.',
    returned: () => 'The user is back in the talk.',
    resolved: (p) => `${p.name} resolved the case: ${p.detail}.`,
    reopened: () => 'The case was opened again: it still does not work.',
    closed: () => 'The case is closed.',
    withdrawn: () => 'The user withdrew the case.',
    rated: (p) => `The user gave ${p.detail} of 5.`,
    nudged: () => 'The user has been silent for two days and was reminded.',
    silent: () => 'The user has been silent for three days: the case was resolved by itself.',
    warned: (p) => `Soon late: ${p.detail}.`,
    breached: (p) => `Late: ${p.detail}.`,
    'letter-sent': () =>
      'The user is not in the chat; a message with a link back went to a verified contact channel.',
    'came-back': () =>
      'Somebody came back by the link in that message. It is not proven that this is the same person: nobody is signed in there now, and steps that were under way have ended.',
    read: (p) => `${p.name} read the transcript.`,
    'recovery-asked': (p) => `${p.name} asked for assisted recovery.`,
    'recovery-approved': (p) => `${p.name} agreed to assisted recovery. It opens ${p.time}.`,
    'recovery-refused': () => 'Assisted recovery was refused.',
    'recovery-lapsed': () => 'The way back was not used within three days and is closed.',
    'recovery-vetoed': () =>
      'The owner stopped the recovery through a verified channel. The account is frozen.',
    'recovery-granted': () =>
      'The wait is over and nobody objected: the user may set a new password.',
    'recovery-used': () => 'The user opened the page of the recovery.',
  } satisfies EventSentences,
  owed: { 'first-reply': 'first reply', 'next-reply': 'next reply', resolution: 'solution' },
  counts: {
    title: 'Cases in numbers',
    open: 'Open',
    ended: 'Ended',
    firstReply: 'First reply, median',
    rating: 'Rating',
    average: (p: { average: string; count: number }) => `${p.average} of 5, by ${p.count}`,
    none: 'none yet',
    byTopic: 'By topic',
    byStep: 'Where people gave up',
    byOutcome: 'By outcome',
    line: (p: { name: string; cases: number }) => `${p.name}: ${p.cases}`,
  },
  ...enAnswers,
  ...enEvidence,
}

/** The shape every language fills. */
export type Texts = typeof en
