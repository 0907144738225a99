import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { deskFieldIds, deskVerbs, type DeskPress, type GroupTurn } from '../flow/desk.ts'
import { objectIn, textIn } from '../json.ts'
import { isExecute, submittedValue } from './incoming.ts'
import { roomOf } from './reference.ts'

/** How much of a field is kept, in UTF-16 units. */
const maxFieldLength = 2_000

const count = z.int().nonnegative().nullable().default(null)

const markShape = z.object({ verb: z.enum(deskVerbs), number: count, revision: count })

const caseNumber = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^#?\d{1,15}$/u)
    .transform((digits) => Number(digits.replace('#', ''))),
])

const handoffShape = z
  .object({
    state: z.enum(['accepted', 'failed', 'completed']),
    number: caseNumber.optional(),
    caseNumber: caseNumber.optional(),
  })
  .transform(({ state, number, caseNumber: told }) => ({ state, number: number ?? told ?? null }))

/**
 * Reads the parts of an activity that concern a desk, in a conversation of several people.
 *
 * @param isLocal whether it comes from the chat of this process
 */
export function groupOf(activity: Activity, isLocal: boolean): GroupTurn {
  const { id } = activity.conversation
  const room = roomOf(id)
  return {
    room,
    thread: room === id ? null : id,
    name: activity.from.name,
    press: pressOf(activity),
    isOwnDesk: isLocal,
    handoff: handoffOf(activity),
  }
}

/**
 * Reads what a card of the desk sends: `{ latchkeyDesk: { verb, number, revision }, …fields }`.
 *
 * @returns null for any other shape, and for a field that holds anything but text
 */
function pressOf(activity: Activity): DeskPress | null {
  if (activity.type !== 'message' && !isExecute(activity)) return null
  const body = objectIn(submittedValue(activity))
  const mark = markShape.safeParse(body['latchkeyDesk'])
  const fields = fieldsIn(body)
  return mark.success && fields !== null ? { ...mark.data, fields } : null
}

/** Several forms may lie on one card, so its fields are called `text-2` as well as `text`. */
function fieldsIn(body: Readonly<Record<string, unknown>>): Record<string, string> | null {
  const fields: Record<string, string> = {}
  for (const [key, value] of Object.entries(body)) {
    const name = /^([a-z]+)(?:-\d{1,3})?$/u.exec(key)?.[1]
    const id = deskFieldIds.find((each) => each === name)
    if (id === undefined || value === null) continue
    if (typeof value !== 'string') return null
    fields[id] ??= textIn(value, maxFieldLength).trim()
  }
  return fields
}

function handoffOf({ type, name, value }: Activity): GroupTurn['handoff'] {
  if (type !== 'event' || name !== 'handoff.status') return null
  const read = handoffShape.safeParse(value)
  if (!read.success || read.data.number === null) return null
  return { number: read.data.number, state: read.data.state }
}
