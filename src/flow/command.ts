/** Words that interrupt any flow; each works wherever a question waits (design 4.5). */
export const commandIds = [
  'help',
  'cancel',
  'back',
  'start-over',
  'status',
  'why',
  'repeat',
  'language',
  'person',
  'sign-out',
  'menu',
] as const

export type CommandId = (typeof commandIds)[number]

/** What people ask about the assistant itself, also where it waits for free words. */
export const questionTopics = [
  'bot',
  'trust',
  'privacy',
  'access',
  'hours',
  'cost',
  'duration',
] as const

/** What people say without wanting anything done; answered shortly, then the question is asked again. */
export const smalltalkTopics = [
  'greeting',
  'thanks',
  ...questionTopics,
  'goodbye',
  'upset',
  'filler',
  'wait',
] as const

export type SmalltalkTopic = (typeof smalltalkTopics)[number]

/**
 * What is said to a question that is no answer to it: it is not to be had, it shall end, or it is not understood. None
 * of them begins anything; what a flow does about it is the flow's own.
 */
export const stances = ['lacks', 'stops', 'explains'] as const

export type Stance = (typeof stances)[number]
