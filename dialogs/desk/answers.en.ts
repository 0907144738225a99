/** A sentence for each code; the facts it does not mention may be empty. */
type Sentences<Facts> = Readonly<Record<string, (p: Facts) => string>>

/** What may be told of an order that was carried out. */
export interface DoneFacts {
  readonly number: number
  readonly cases: number
  readonly name: string
  readonly role: string
  readonly text: string
  readonly step: string
  readonly severity: string
  readonly outcome: string
  readonly time: string
}

/** What may be told of something that happened to a case. */
interface EventFacts {
  readonly name: string
  readonly detail: string
  readonly time: string
}

/** What may be told of an order that was refused. */
interface RefusedFacts {
  readonly number: number
  readonly state: string
  readonly name: string
}

/** What the people of support are answered in English; the type is the catalogue every other language fills. */
export const enAnswers = {
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
  } satisfies Sentences<EventFacts>,
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
  test: {
    title: 'Self-test',
    text: 'This card is taken back at once. Nothing is wrong.',
  },
  done: {
    registered: (p) =>
      `This is a triage channel from now on; ${p.cases} open cases will be posted. Whoever can write here can work cases, so mind who is a member. Please delete the message with the key.`,
    unregistered: () => 'This is no triage channel any more. Cards that stand here do nothing.',
    'self-test': () => 'Posting and taking back a card is being tried.',
    language: () => 'This desk speaks English from now on.',
    role: (p) => `${p.name} is ${p.role} now.`,
    taken: (p) => `Case ${p.number} is yours. The user has been told your name.`,
    assigned: (p) => `Case ${p.number} is in ${p.name}’s hands now.`,
    released: (p) => `Case ${p.number} is put back for somebody else.`,
    deferred: (p) => `Case ${p.number} waits for the team.`,
    noted: (p) => `The note is kept with case ${p.number}.`,
    reopened: (p) => `Case ${p.number} is open again.`,
    replied: (p) => `Case ${p.number}, to the user: ${p.text}`,
    asked: (p) => `Case ${p.number}, asked the user: ${p.text}`,
    repliedByLetter: (p) =>
      `Case ${p.number}, to the user, who seems to be gone; a message with a link back went out as well: ${p.text}`,
    repliedNowhere: (p) =>
      `Case ${p.number}: the user cannot be reached, neither in a chat nor by a verified contact channel. Kept with the case: ${p.text}`,
    offered: (p) => `Case ${p.number}: offered “${p.step}”.`,
    graded: (p) => `Case ${p.number}: severity ${p.severity}.`,
    snoozed: (p) => `Case ${p.number} is snoozed until ${p.time}.`,
    resolved: (p) => `Case ${p.number} is resolved: ${p.outcome}. The user is asked for a rating.`,
    'recovery-asked': (p) =>
      `Case ${p.number}: assisted recovery is asked for. Another agent has to approve it: approve ${p.number}.`,
    'recovery-approved': (p) =>
      `Case ${p.number}: agreed. All verified channels were told and can stop it; it opens ${p.time}.`,
    'recovery-refused': (p) => `Case ${p.number}: the recovery is refused.`,
  } satisfies Sentences<DoneFacts>,
  roles: { viewer: 'a viewer', agent: 'an agent', lead: 'a lead' },
  refused: {
    'not-member': () => 'You are not a member here, so nothing was done.',
    'not-allowed': () => 'Your role does not allow that, so nothing was done.',
    'unknown-case': (p) => `There is no case ${p.number}.`,
    'own-account': (p) =>
      `Case ${p.number} is about your own account; somebody else has to work on it.`,
    'stale-card': (p) =>
      `That card shows an older state of case ${p.number}, so nothing was done. The card is up to date again now.`,
    'stale-card-named': (p) =>
      `That card shows an older state of case ${p.number}, so nothing was done. The case is in the hands of ${p.name}; the card is up to date again now.`,
    'not-now': (p) => `That does not fit the state case ${p.number} is in: ${p.state}.`,
    'not-now-named': (p) =>
      `That does not fit the state case ${p.number} is in: ${p.state}, in the hands of ${p.name}.`,
    'no-text': () => 'The words are missing. For example: reply 1001 We are looking into it.',
    'bad-outcome': () =>
      'Say what came of it: solved, recovered, not-proven, duplicate, no-answer or other. For example: resolve 1001 solved',
    'bad-severity': () =>
      'A severity is low, normal, high or urgent. For example: severity 1001 high',
    'bad-time': () => 'Say for how long, two weeks at most. For example: snooze 1001 2h',
    'bad-step': () =>
      'A step is find account, reset password, sign in, change password, change contact, change recovery or bind email. For example: offer 1001 reset password',
    'bad-role': () => 'A role is viewer, agent or lead. For example: role Mei viewer',
    'unknown-agent': (p) =>
      `Nobody here is called “${p.name}”; whoever has acted at the desk once can be named.`,
    'unclear-agent': (p) => `More than one person is called “${p.name}”.`,
    'bad-key': () => 'That key is not the right one.',
    'bad-interest': (p) =>
      `“${p.name}” is neither a topic nor a severity. Topics are account, password, channels, sign-in, security and other; severities low, normal, high and urgent.`,
    'no-key': () => 'The key is missing: register triage here KEY',
    'too-many-keys': () => 'Too many wrong keys came from here. Try again in an hour.',
    'no-number': () => 'The case’s number is missing. For example: take 1001',
    'unknown-order': () => 'I do not know that order. Say “help” for those I know.',
    'no-recovery': (p) =>
      `Assisted recovery is not possible in case ${p.number}: the account has to be named, unfrozen and with a login email, and the user has to have passed two different proofs with nothing against them; a code that signed them in counts once. Offer the user a step first.`,
    'same-agent': () => 'Somebody else has to approve what you asked for.',
    full: (p) => `Case ${p.number} has too many entries; please resolve it and open another one.`,
    'no-chat': (p) => `Case ${p.number} came from no chat.`,
  } satisfies Sentences<RefusedFacts>,
  help: `Orders, each with the number of a case; in the thread of a case the number may be left out:
take 1001 · assign 1001 NAME · release 1001
reply 1001 TEXT · ask 1001 TEXT · note 1001 TEXT · offer 1001 STEP
severity 1001 high · snooze 1001 2h · wait 1001 · resolve 1001 solved · reopen 1001
show 1001 · transcript 1001
recover 1001 · approve 1001 · refuse 1001
Without a number: cases [open|mine|unassigned|urgent|late|all] · search WORDS · counts · export csv|json · role NAME viewer|agent|lead · language 中文 · triage self-test · unregister`,
  outage: 'Something did not answer, so nothing was done. Please try again in a minute.',
  exported: (p: { cases: number; text: string }) => `${p.cases} cases\n${p.text}`,
  exportedPart: (p: { cases: number; shown: number; text: string }) =>
    `The newest ${p.shown} of ${p.cases} cases; an operator can list all of them.\n${p.text}`,
  nameless: 'Somebody',
  asked: (p: { text: string }) => `${p.text}\n\nPlease answer here; I am waiting for it.`,
}

/** The shape every language fills. */
export type AnswerTexts = typeof enAnswers
