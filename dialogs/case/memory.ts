import {
  autoResolveAfterMs,
  closeAfterResolvedMs,
  silenceNoticeAfterMs,
} from '../../src/domain/service-level.ts'
import type { CaseClock, CaseMemory, Deadline, Owed } from '../../src/domain/support-case.ts'
import type { CaseEvent } from '../../src/flow/case.ts'

const running = (owed: Owed, { warnAt, dueAt }: Deadline): CaseClock => ({
  owed,
  warnAt,
  dueAt,
  told: 'nothing',
})

/** The clock of the resolution runs on after the wait for the user. */
function resumed(memory: CaseMemory, { deadlines }: CaseEvent): Partial<CaseMemory> {
  const { resolution, pausedAt } = memory
  if (pausedAt === null) return {}
  if (resolution === null || deadlines.resumed === null) return { pausedAt: null }
  return { pausedAt: null, resolution: { ...resolution, ...deadlines.resumed } }
}

const awake = { snoozedUntil: null, nudgeAt: null, endsAt: null } as const

/** A case whose user is owed an answer; a clock that runs already runs on. */
export function owing(memory: CaseMemory, event: CaseEvent): CaseMemory {
  const reply = memory.reply ?? running('next-reply', event.deadlines.nextReply)
  return { ...memory, ...resumed(memory, event), ...awake, reply }
}

/** A case that waits for its user. */
export function awaiting(memory: CaseMemory, { at }: CaseEvent): CaseMemory {
  return {
    ...memory,
    snoozedUntil: null,
    reply: null,
    pausedAt: memory.pausedAt ?? at,
    nudgeAt: at + silenceNoticeAfterMs,
    endsAt: at + autoResolveAfterMs,
  }
}

/** A resolved case: no clock runs, and it can be reopened until `endsAt`. */
export function settled(memory: CaseMemory, { at }: CaseEvent): CaseMemory {
  const endsAt = at + closeAfterResolvedMs
  return { ...memory, ...awake, reply: null, resolution: null, pausedAt: null, endsAt }
}

/** A case that ended for good. */
export function ended(memory: CaseMemory): CaseMemory {
  return { ...memory, ...awake, reply: null, resolution: null, pausedAt: null }
}

/** A case that begins, or begins anew. */
export function begun(memory: CaseMemory, { deadlines }: CaseEvent): CaseMemory {
  return {
    ...memory,
    ...awake,
    outcome: null,
    rating: null,
    pausedAt: null,
    reply: running('first-reply', deadlines.firstReply),
    resolution: running('resolution', deadlines.resolution),
  }
}

/** A clock begun anew for another severity; its warnings may come again. */
function regraded(clock: CaseClock | null, { deadlines }: CaseEvent): CaseClock | null {
  if (clock === null) return null
  const { firstReply, nextReply, resolution } = deadlines
  const of = { 'first-reply': firstReply, 'next-reply': nextReply, resolution }
  return running(clock.owed, of[clock.owed])
}

/** A case with its clocks for another severity; the same severity again changes nothing. */
export function graded(memory: CaseMemory, event: CaseEvent): CaseMemory {
  if (event.type !== 'agent.graded' || event.severity === memory.severity) return memory
  return {
    ...memory,
    severity: event.severity,
    reply: regraded(memory.reply, event),
    resolution: regraded(memory.resolution, event),
    // The new clock does not include the wait before it.
    pausedAt: memory.pausedAt === null ? null : event.at,
  }
}

/** What is due of the clocks, the reply before the resolution. */
export function dueClock(
  { reply, resolution, pausedAt, snoozedUntil }: CaseMemory,
  at: number,
): { readonly clock: CaseClock; readonly level: 'warning' | 'breach' } | null {
  if (snoozedUntil !== null) return null
  for (const clock of [reply, pausedAt === null ? resolution : null]) {
    if (clock === null || clock.told === 'breach') continue
    if (at >= clock.dueAt) return { clock, level: 'breach' }
    if (clock.told === 'nothing' && at >= clock.warnAt) return { clock, level: 'warning' }
  }
  return null
}

/** The clocks after the desk was told of the one that is due. */
export function told(memory: CaseMemory, at: number): CaseMemory {
  const due = dueClock(memory, at)
  if (due === null) return memory
  const marked = { ...due.clock, told: due.level }
  return due.clock.owed === 'resolution'
    ? { ...memory, resolution: marked }
    : { ...memory, reply: marked }
}
