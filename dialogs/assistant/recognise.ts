import { mailAddress, readEmail } from '../../src/domain/address-in-text.ts'
import { recogniseIdentifier } from '../../src/domain/identifier-in-text.ts'
import { readMobile, valueRules, valuesIn } from '../../src/domain/value-in-text.ts'
import type { FlowSettings, Opening } from '../../src/flow/assistant.ts'
import type { FlowCall, FlowId } from '../../src/flow/flow-call.ts'
import type { ChannelFlow } from '../words/channel-change/context.ts'
import { locales } from '../../src/flow/locale.ts'
import { shared } from '../words/shared.ts'
import { isPlainReset, isPlainTelling, namesReset, namesSubUser } from '../words/telling.ts'
import { mediumNamed } from '../words/channel-change/view.ts'

const opening = (start: FlowCall): Opening => ({ kind: 'flow', replay: [], ...start })

/** Looking for the account that the only value of a text belongs to, once the person has said yes (S12). */
function lookingFor(text: string, settings: FlowSettings): Opening | null {
  const [found, ...others] = valuesIn(text, valueRules(settings)).filter(
    ({ kind }) => kind !== 'email',
  )
  if (found === undefined) return null
  const [value, ...more] = found.values
  // Which of several is meant is asked there.
  if (others.length > 0 || more.length > 0) {
    const replay = [{ type: 'user.answered', text }] as const
    return { kind: 'flow', flow: 'retrieve-account', given: null, replay }
  }
  if (found.kind === 'code' || found.kind === 'email' || value === undefined) return null
  return opening({ flow: 'retrieve-account', given: { lookup: { by: found.kind, value } } })
}

const addressTold = (email: string): Opening => ({
  kind: 'address',
  email,
  steps: ['reset-password', 'change-contact', 'talk-to-support'],
})

/** One mail address with nothing beside it, or with words that plainly order a reset of it or only tell it. */
function addressPlainly(text: string): Opening | null {
  if (!text.includes('@')) return null
  const email = readEmail(text)
  if (email.outcome !== 'one') return null
  const isAlone = !/[\p{L}\p{N}]/u.test(text.replace(mailAddress, ''))
  if (isAlone) return addressTold(email.value)
  return isPlainReset(text) ? addressAmongWords(text) : null
}

const ciphers = Array.from('0123456789')

/** A value in words that tell what it is and nothing else: "this is my server 203.0.113.10". */
const valueTold = (text: string, settings: FlowSettings): Opening | null =>
  ciphers.some((cipher) => text.includes(cipher)) && isPlainTelling(text)
    ? lookingFor(text, settings)
    : null

/** An address in words that name a reset, or that tell the address and nothing else. */
function addressAmongWords(text: string): Opening | null {
  const email = readEmail(text)
  if (email.outcome !== 'one') return null
  if (namesReset(text)) return resetting(text)
  return isPlainReset(text) ? addressTold(email.value) : null
}

/**
 * What a value pasted at the menu leads to (S12): looking for the account it belongs to, once the person has said
 * yes. A private address is asked for again at once, with the reason.
 */
export function recognise(text: string, settings: FlowSettings): Opening | null {
  const kind = recogniseIdentifier(text, valueRules(settings))
  if (kind === null) return addressPlainly(text) ?? valueTold(text, settings)
  if (kind === 'code') return { kind: 'code' }
  const replay = [
    { type: 'user.chose', choice: kind },
    { type: 'user.answered', text },
  ] as const
  return (
    lookingFor(text, settings) ?? { kind: 'flow', flow: 'retrieve-account', given: null, replay }
  )
}

/** A change of a channel, with the kind and the new value as far as the text names them. */
function channelChange(flow: ChannelFlow, text: string, settings: FlowSettings): Opening | null {
  const [email, mobile] = [readEmail(text), readMobile(text, settings.defaultRegion)]
  if (email.outcome === 'one' && mobile.outcome === 'none') {
    return opening({ flow, given: { medium: 'email', address: email.value } })
  }
  if (mobile.outcome === 'one' && email.outcome === 'none') {
    return opening({ flow, given: { medium: 'sms', address: mobile.value } })
  }
  const medium = mediumNamed(text)
  return medium === null ? null : opening({ flow, given: { medium } })
}

/**
 * Resetting a password. A plain order is the answer to the first question as well; an address among other words is asked
 * about before anything is sent there.
 */
function resetting(text: string): Opening | null {
  const email = readEmail(text)
  if (email.outcome !== 'one') return null
  if (!isPlainReset(text)) return opening({ flow: 'reset-password', given: { email: email.value } })
  return {
    kind: 'flow',
    flow: 'reset-password',
    given: null,
    replay: [{ type: 'user.answered', text }],
  }
}

/** A mail would not help a sub-user, who is told at once who can (S35). */
const ofSubUser: Opening = {
  kind: 'flow',
  flow: 'reset-password',
  given: null,
  replay: [{ type: 'user.chose', choice: 'sub-user' }],
}

/** The own case, to be taken back where the words say so. */
function ofCase(text: string): Opening | null {
  // Whole words: "is it closed?" takes nothing back.
  const said = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const words = locales.flatMap((locale) => shared.texts(locale).takingBack)
  const isBack = words.some((word) => said.includes(/^[a-z]/.test(word) ? ` ${word} ` : word))
  return isBack ? opening({ flow: 'my-case', given: { withdraw: true } }) : null
}

/**
 * What a sentence tells besides the flow that it asks for: a value in it is not asked for again (features 4.12).
 *
 * @param flow null where no flow was understood; a value alone looks for the account then, or an address is asked about
 */
export function openingOf(
  flow: FlowId | null,
  text: string,
  settings: FlowSettings,
): Opening | null {
  if (flow === null) return addressAmongWords(text) ?? lookingFor(text, settings)
  if (flow === 'retrieve-account') return lookingFor(text, settings)
  if (flow === 'reset-password') return namesSubUser(text) ? ofSubUser : resetting(text)
  if (flow === 'my-case') return ofCase(text)
  const isChange = flow === 'change-contact' || flow === 'change-recovery'
  return isChange ? channelChange(flow, text, settings) : null
}
