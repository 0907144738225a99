import { z } from 'zod'
import { unsureKinds } from '../words/consent.ts'
import { accountIdsSchema } from '../words/value-entry.ts'
import type { Gives } from '../../src/flow/flow-call.ts'
import { offeredSteps } from '../../src/domain/support-case.ts'
import type { FlowInput } from '../../src/flow/flow-setup.ts'

/** What is said before the next question. */
const noticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('too-short') }),
  z.object({ kind: z.literal('bad-choice') }),
  z.object({ kind: z.literal('added') }),
  z.object({ kind: z.enum(unsureKinds) }),
  z.object({ kind: z.literal('joined') }),
  z.object({ kind: z.literal('back') }),
  z.object({ kind: z.literal('said'), text: z.string() }),
  z.object({ kind: z.literal('offered') }),
  z.object({ kind: z.literal('step-done') }),
  z.object({ kind: z.literal('delayed'), until: z.number() }),
  z.object({ kind: z.literal('nudged') }),
  z.object({ kind: z.literal('granted') }),
  z.object({ kind: z.literal('page') }),
  z.object({ kind: z.literal('way-closed') }),
  z.object({ kind: z.literal('password-set') }),
  z.object({ kind: z.literal('ended') }),
  z.object({ kind: z.literal('silent') }),
])

/** How the talk came to its end; what closes it is said by that. */
const ends = [
  'opened',
  'appended',
  'left',
  'delayed',
  'handed-back',
  'released',
  'over',
  'rated',
  'skipped',
  'reopened',
  'too-late',
] as const satisfies readonly Output['end'][]

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** The flow the person turned from, for the people who read the case. */
  from: z.string().nullable(),
  /** ISO 3166, for hiding numbers in what the person writes. */
  region: z.string(),
  accountIds: accountIdsSchema,
  /** What the person wrote: inert, without secrets, identifiers masked. */
  problem: z.string().nullable(),
  notice: noticeSchema.nullable(),
  /** The case that was opened, is added to, or is talked about. */
  number: z.number().nullable(),
  /** Who of support is in this chat, by name. */
  agent: z.string().nullable(),
  offered: z.enum(offeredSteps).nullable(),
  /** Whether two agents opened a way back that was not used yet (S91). */
  isGranted: z.boolean(),
  stars: z.number().nullable(),
  /** What brought the flow here without the person: a talk, a rating, or its wish that it be taken up again. */
  entrance: z.enum(['asked', 'held', 'ended', 'reopen']),
  /** When somebody will be there, or may be asked again, epoch ms. */
  until: z.number().nullable(),
  /** IANA, for telling that time. */
  timeZone: z.string(),
  end: z.enum(ends),
})

export type Context = z.infer<typeof contextSchema>

export type Notice = z.infer<typeof noticeSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'talk-to-support'>

/** The context a run begins with. */
export function initialContext(input: FlowInput<'talk-to-support'>): Context {
  const { given, defaultRegion, accountIds } = input
  const asked = { entrance: 'asked', number: null, agent: null, from: null } as const
  const { entrance, number, agent, from } = { ...asked, ...given }
  return {
    from,
    region: defaultRegion,
    accountIds,
    problem: null,
    notice: null,
    number,
    agent,
    offered: null,
    isGranted: false,
    stars: null,
    entrance,
    until: null,
    timeZone: 'UTC',
    end: 'left',
  }
}

/** What the flow gives back, and its closing tells of. */
export const outputOf = ({ end, number, agent, until, timeZone }: Context): Output => ({
  end,
  number,
  agent,
  until,
  timeZone,
})
