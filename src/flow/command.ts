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
export const questionTopics = ['bot', 'trust', 'cost', 'duration'] as const

/** What people say without wanting anything done; answered shortly, then the question is asked again. */
export const smalltalkTopics = ['greeting', 'thanks', ...questionTopics] as const

export type SmalltalkTopic = (typeof smalltalkTopics)[number]
