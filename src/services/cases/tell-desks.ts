import { dayMs } from '../../domain/durations.ts'
import type { CaseRow } from '../../ports/records/case.ts'
import type { DeskRow } from '../../ports/records/desk.ts'
import type { OutboxRow } from '../../ports/records/outbox.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { UnitOfWork } from '../unit-of-work.ts'

/** How long a message waits for a desk that cannot be reached. */
const waitsMs = 30 * dayMs

const tellingPrefix = 'desk:'

/** How the keys of what desks know of a case begin; the desk's own key follows. */
export const deskPostPrefix = (number: number): string => `${number}:`

/** The key of what a desk knows of a case. */
export const deskPostKey = (desk: string, number: number): string =>
  `${deskPostPrefix(number)}${desk}`

/** How the ids of messages that tell desks of a case begin; the desk's own key follows. */
export const deskMessagePrefix = (number: number): string => `${tellingPrefix}${number}:`

/** Whether a desk asked for cases like this one. */
export function isOfInterest(desk: DeskRow, row: Pick<CaseRow, 'topic' | 'memory'>): boolean {
  const { topics, severities } = desk
  const isTopic = topics.length === 0 || topics.includes(row.topic)
  return isTopic && (severities.length === 0 || severities.includes(row.memory.severity))
}

/** Since when a message to a desk waits in the outbox, epoch ms; null for every other row. */
export function deskTellingAt({ id, expiresAt }: OutboxRow): number | null {
  return id.startsWith(tellingPrefix) ? expiresAt - waitsMs : null
}

/** Stages a message to one desk on how a case stands; several changes before it is delivered are one message. */
export async function tellDesk(
  { sealer }: { readonly sealer: Sealer },
  work: UnitOfWork,
  { desk, number }: { readonly desk: string; readonly number: number },
): Promise<void> {
  const id = `${deskMessagePrefix(number)}${desk}`
  await work.get('outbox', id)
  work.put('outbox', {
    id,
    sealed: sealer.seal(JSON.stringify({ kind: 'desk', desk, number })),
    attempts: 0,
    dueAt: work.now,
    expiresAt: work.now + waitsMs,
  })
}

/** Stages a message to every desk that takes cases like this one, or has this one already. */
export async function tellDesks(
  deps: { readonly sealer: Sealer },
  work: UnitOfWork,
  row: CaseRow,
): Promise<void> {
  const desks = await work.find('desks', 'every', 'every')
  for (const desk of desks) {
    // No desk has a case that is new.
    const isKnown =
      row.revision > 1 && (await work.get('deskPosts', deskPostKey(desk.key, row.number))) !== null
    if (!isKnown && !isOfInterest(desk, row)) continue
    await tellDesk(deps, work, { desk: desk.key, number: row.number })
  }
}
