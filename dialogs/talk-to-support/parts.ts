import type { Context } from './context.ts'
import { notes } from './setup.ts'

/** The number of the case that is talked about; every state that asks for it comes after one that learnt it. */
export function numberOf({ number }: Context): number {
  if (number === null) throw new Error('a talk without a case')
  return number
}

/** The stars that were given; only a state behind the question asks for them. */
export function starsOf({ stars }: Context): number {
  if (stars === null) throw new Error('a rating without stars')
  return stars
}

/** Whether a choice was made. */
export const says = (choice: string) => ({ type: 'chose', params: choice }) as const
/** Words that are no answer. */
export const badChoice = { actions: notes({ kind: 'bad-choice' }) } as const

/** What the people of support do reaches the person wherever the talk is. */
export const heard = {
  'support.joined': { target: 'withSupport', actions: 'hear' },
  'support.said': { target: 'withSupport', actions: 'hear' },
  'support.offered': { target: 'withSupport', actions: 'hear' },
  'support.granted': { target: 'withSupport', actions: 'hear' },
} as const
