/** How far a person has come, read from the step that the assistant names in every reply. Knows no page. */

/** Flow id to how many questions it has and which prompt is which of them. */
const journeys = {
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
  'talk-to-support': { of: 2, at: { 'ask-problem': 1, 'confirm-case': 2 } },
}

/** The `latchkey/step` entity of an activity, or null when it carries none. */
export function stepOf(activity) {
  const entities = Array.isArray(activity?.entities) ? activity.entities : []
  return entities.find((entity) => entity?.type === 'latchkey/step') ?? null
}

/**
 * One line such as "Find my account · step 2 of 4". A prompt or a flow that this page does not know yet is shown
 * without numbers, or as ready: the assistant may be newer than the page.
 */
export function progressText(step, texts) {
  const outermost = step.stack?.[0]
  // Own names only: a flow called "constructor" is no flow.
  const name = Object.hasOwn(texts.flows, String(outermost)) ? texts.flows[outermost] : undefined
  if (name === undefined) return texts.ready
  const journey = journeys[outermost]
  const number = journey?.at[step.prompt]
  if (number === undefined) return name
  return texts.stepOf
    .replace('{flow}', name)
    .replace('{step}', String(number))
    .replace('{of}', String(journey.of))
}
