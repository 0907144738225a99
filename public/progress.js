/** How far a person has come, read from the step that the assistant names in every reply. Knows no page. */

/**
 * Flow id to how many steps it has and which question is which of them. A question of a flow that was called is named
 * with that flow, since several flows wait for a page or a code.
 */
export const journeys = {
  'retrieve-account': {
    of: 4,
    at: {
      'ask-method': 1,
      'ask-mobile': 2,
      'ask-account-id': 2,
      'ask-server-ip': 2,
      'wait-for-page': 3,
      'ask-code': 4,
      'ask-full-mobile': 4,
    },
  },
  'reset-password': {
    of: 3,
    at: {
      'ask-email': 1,
      'human-check/wait-for-page': 2,
      'wait-for-page': 3,
    },
  },
  'change-password': {
    of: 3,
    at: {
      'sign-in/wait-for-page': 1,
      'sign-in/ask-account-id': 1,
      'human-check/wait-for-page': 1,
      'verify-identity/ask-code': 2,
      'verify-identity/ask-verification-method': 2,
      'wait-for-page': 3,
    },
  },
  'talk-to-support': { of: 2, at: { 'ask-problem': 1, 'confirm-case': 2 } },
}

/** The `latchkey/step` entity of an activity, or null when it carries none. */
export function stepOf(activity) {
  const entities = Array.isArray(activity?.entities) ? activity.entities : []
  return entities.find((entity) => entity?.type === 'latchkey/step') ?? null
}

/** Own names only: a flow called "constructor" is no flow. */
const nameOf = (flow, { flows }) => (Object.hasOwn(flows, String(flow)) ? flows[flow] : undefined)

/** Flows that end with a case: it was sent, and waits for somebody. */
const sending = ['talk-to-support', 'claim-account']

function idleText(step, texts) {
  const done = nameOf(step.done, texts)
  if (done === undefined) return texts.ready
  return (sending.includes(step.done) ? texts.sent : texts.done).replace('{flow}', done)
}

/**
 * Whether what a question asked for was taken, as the step after it tells: the same job goes on with something else, or
 * has come to its end. A page or a code is done with when its flow is left, a value when anything else is asked.
 *
 * @param before `[flow, prompt, stack]` of the question; see talk-bubble.js
 * @param step of the message that followed it; null for none
 */
export function isTaken([flow, prompt, stack], step) {
  if (step === null) return false
  if (step.done !== undefined) return true
  if (step.stack?.[0] !== stack?.[0]) return false
  const isProof = prompt === 'ask-code' || prompt === 'wait-for-page'
  return step.flow !== flow || (!isProof && step.prompt !== prompt)
}

/**
 * One line such as "Find my account · step 2 of 4". A prompt or a flow that this page does not know yet is shown
 * without numbers, or as ready, and a job that was just done as done: the assistant may be newer than the page. Whoever talks with a person does that,
 * whatever they were about before.
 */
export function progressText(step, texts) {
  const outermost = step.flow === 'talk-to-support' ? step.flow : step.stack?.[0]
  const name = nameOf(outermost, texts)
  if (name === undefined) return idleText(step, texts)
  const journey = journeys[outermost]
  const number = journey?.at[`${step.flow}/${step.prompt}`] ?? journey?.at[step.prompt]
  if (number === undefined) return name
  return texts.stepOf
    .replace('{flow}', name)
    .replace('{step}', String(number))
    .replace('{of}', String(journey.of))
}
