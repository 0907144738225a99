/** What a case is about; a desk may ask for some of these alone. */
export const caseTopics = [
  'account',
  'password',
  'channels',
  'sign-in',
  'security',
  'other',
] as const

export type CaseTopic = (typeof caseTopics)[number]

/** How urgent a case is, the least first. */
export const severities = ['low', 'normal', 'high', 'urgent'] as const

export type Severity = (typeof severities)[number]

/** Why a case ended, as the person who ended it says; what is counted later. */
export const caseOutcomes = [
  'solved',
  'recovered',
  'not-proven',
  'duplicate',
  'no-answer',
  'other',
] as const

export type CaseOutcome = (typeof caseOutcomes)[number]

/** What somebody may do at a desk: look; work cases; also hand out roles and take the desk away. */
export const deskRoles = ['viewer', 'agent', 'lead'] as const

export type DeskRole = (typeof deskRoles)[number]

/** Where a case stands; the chart in dialogs/case says what leads where. */
export const caseStates = [
  'new',
  'assigned',
  'waiting-on-user',
  'waiting-on-team',
  'resolved',
  'reopened',
  'closed',
  'withdrawn',
] as const

export type CaseState = (typeof caseStates)[number]

/** Whether people still work on a case in this state. */
export function isOpenState(state: CaseState): boolean {
  return state !== 'resolved' && state !== 'closed' && state !== 'withdrawn'
}

/** Steps an agent may offer a user: each is a flow of the assistant, which asks for its own proofs. */
export const offeredSteps = [
  'retrieve-account',
  'reset-password',
  'sign-in',
  'change-password',
  'change-contact',
  'change-recovery',
  'bind-email',
] as const

export type OfferedStep = (typeof offeredSteps)[number]
