import type { Locale } from '../../src/flow/locale.ts'
import { enAnswers } from './answers.en.ts'
import { enEvidence } from './evidence.en.ts'

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
  ...enAnswers,
  ...enEvidence,
}

/** The shape every language fills. */
export type Texts = typeof en
