import type { Offers } from '../flow/assistant.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { DirectoryAbilities, DirectoryChannel } from '../ports/directory.ts'

/** What a directory cannot do, and what people then do without. */
export interface Lack {
  readonly lacks: string
  /** The flows that cannot be offered. */
  readonly flows?: readonly FlowId[]
  /** The choices of flows that cannot be offered. */
  readonly choices?: Partial<Record<FlowId, readonly string[]>>
  /** For whoever runs the program. */
  readonly why: string
}

const roles = [
  { flow: 'change-recovery', mobile: 'recoveryMobile', email: 'recoveryEmail', own: 'recovery' },
  { flow: 'change-contact', mobile: 'contactMobile', email: 'contactEmail', own: 'contact' },
] as const

function lackingChannels(changes: readonly DirectoryChannel[]): readonly Lack[] {
  const hasNone = (channel: DirectoryChannel): boolean => !changes.includes(channel)
  const lacks = roles.flatMap(({ flow, mobile, email, own }): readonly Lack[] => {
    if (hasNone(mobile) && hasNone(email)) {
      const added = [own, `add:${mobile}`, `add:${email}`, `verify:${mobile}`, `verify:${email}`]
      const why = 'it changes neither number nor address, so nobody is offered that'
      return [{ lacks: flow, flows: [flow], choices: { 'my-account': added }, why }]
    }
    return [['mobile', mobile] as const, ['email', email] as const].flatMap(([choice, channel]) =>
      hasNone(channel)
        ? [
            {
              lacks: channel,
              choices: { [flow]: [choice], 'my-account': [`add:${channel}`] },
              why: 'it does not change this channel, so that is not offered',
            },
          ]
        : [],
    )
  })
  if (!hasNone('loginEmail')) return lacks
  const why = 'it changes no login email, so binding one is not offered'
  const choices = { 'my-account': ['login'] }
  return [...lacks, { lacks: 'loginEmail', flows: ['bind-email'], choices, why }]
}

function lackingKeys(finds: DirectoryAbilities['finds']): readonly Lack[] {
  const methods = (['mobile', 'account-id', 'server-ip'] as const).filter(
    (by) => !finds.includes(by),
  )
  const missing = methods.map((by): Lack => ({
    lacks: `find by ${by}`,
    choices: {
      'retrieve-account': [by],
      ...(by === 'account-id' ? { 'sign-in': ['use-code'] } : {}),
    },
    why: 'it cannot be asked by it, so nobody is found that way',
  }))
  if (finds.includes('login-email')) return missing
  const why = 'without it nobody is mailed a reset link or signs in with a password'
  return [...missing, { lacks: 'find by login-email', flows: ['reset-password'], why }]
}

function lackingPasswords({ setsPassword, verifiesPassword }: DirectoryAbilities): readonly Lack[] {
  const own = { 'my-account': ['password'] }
  if (!setsPassword) {
    const flows = ['reset-password', 'change-password'] as const
    const why = 'it sets no password, so neither a reset nor a change is offered'
    return [{ lacks: 'setPassword', flows, choices: own, why }]
  }
  if (verifiesPassword) return []
  const why = 'it compares no password, so people sign in by a code and change no known one'
  const choices = { ...own, 'sign-in': ['use-page'] }
  return [{ lacks: 'verifyPassword', flows: ['change-password'], choices, why }]
}

/** What a directory cannot do, with what follows from it for people. */
export function lacksOf(abilities: DirectoryAbilities): readonly Lack[] {
  return [
    ...lackingKeys(abilities.finds),
    ...lackingPasswords(abilities),
    ...lackingChannels(abilities.changes),
  ]
}

/** What is not offered for an account of a directory. */
export function offersOf(abilities: DirectoryAbilities): Offers {
  const lacks = lacksOf(abilities)
  const hidden = new Map<FlowId, readonly string[]>()
  for (const [flow, ids] of lacks.flatMap(({ choices = {} }) => entriesOf(choices))) {
    hidden.set(flow, [...(hidden.get(flow) ?? []), ...ids])
  }
  return { unable: new Set(lacks.flatMap(({ flows = [] }) => flows)), hidden }
}

const flowIds = [
  'change-recovery',
  'change-contact',
  'my-account',
  'retrieve-account',
  'sign-in',
] as const

const entriesOf = (choices: NonNullable<Lack['choices']>) =>
  flowIds.flatMap((flow) => {
    const ids = choices[flow]
    return ids === undefined ? [] : [[flow, ids] as const]
  })
