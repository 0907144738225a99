import { assign } from 'xstate'
import { readEmail } from '../../../src/domain/address-in-text.ts'
import { countryOf } from '../../../src/domain/mobile.ts'
import { correctedTail } from '../../../src/domain/tail-correction.ts'
import { readMobile } from '../../../src/domain/value-in-text.ts'
import { codeSetup } from '../../words/code-entry.ts'
import type { Context } from './context.ts'

/** Every question this flow can wait at. */
export const prompts = ['ask-code'] as const

function isOther(text: string, { medium, address }: Context): boolean {
  if (address === null) return false
  const read = medium === 'sms' ? readMobile(text, countryOf(address) ?? '') : readEmail(text)
  if (read.outcome === 'one') return read.value !== address
  return medium === 'sms' && correctedTail(text, address) !== null
}

/** The chart's guards and actions. */
export const flow = codeSetup<Context, 'verify-channel', (typeof prompts)[number]>().extend({
  guards: {
    /** Another number or address than the code went to, or another end of the number. */
    givesOther: ({ context, event }) =>
      event.type === 'user.answered' && isOther(event.text, context),
    isConfirmed: ({ event }) => event.type === 'page.completed' && event.page === 'confirm',
  },
  actions: {
    prove: assign({ proven: true }),
    fail: assign((_, reason: NonNullable<Context['reason']>) => ({ reason })),
  },
})
