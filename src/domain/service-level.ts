import { addBusinessTime, roundTheClock, type BusinessHours } from './business-hours.ts'
import type { Severity } from './support-case.ts'

/** What support owes somebody with a case: to be heard, to be heard again, to be done. */
export type OwedService = 'first-reply' | 'next-reply' | 'resolution'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How much business time each may take, in ms. */
export const serviceTargets: Readonly<Record<Severity, Readonly<Record<OwedService, number>>>> = {
  urgent: { 'first-reply': 15 * minute, 'next-reply': 30 * minute, resolution: 4 * hour },
  high: { 'first-reply': hour, 'next-reply': 2 * hour, resolution: 8 * hour },
  normal: { 'first-reply': 4 * hour, 'next-reply': 8 * hour, resolution: 24 * hour },
  low: { 'first-reply': 8 * hour, 'next-reply': 16 * hour, resolution: 40 * hour },
}

/** The part of the time after which the desk is warned. */
const warnedAfter = 0.75

/** When something owed is late, and when the desk hears that it soon will be; epoch ms. */
export interface Deadline {
  readonly warnAt: number
  readonly dueAt: number
}

/**
 * Until when support owes something. Time passes in business hours; for an urgent case it passes day and night, since
 * whoever is in somebody's account does not wait for the morning.
 *
 * @param debt from epoch ms, when it began to be owed
 */
export function deadlineFor(
  hours: BusinessHours,
  debt: { readonly severity: Severity; readonly owed: OwedService; readonly from: number },
): Deadline {
  const { severity, owed, from } = debt
  const counted = severity === 'urgent' ? roundTheClock : hours
  const target = serviceTargets[severity][owed]
  return {
    warnAt: addBusinessTime(counted, from, target * warnedAfter),
    dueAt: addBusinessTime(counted, from, target),
  }
}

/** A case that waits for its user is resolved after so much silence, ordinary time in ms. */
export const autoResolveAfterMs = 3 * day

/** The user hears so long into the silence, once, that the case is about to be resolved; ordinary time in ms. */
export const silenceNoticeAfterMs = 2 * day

/** A resolved case is closed for good after so long, ordinary time in ms. */
export const closeAfterResolvedMs = 7 * day

/** So long after it was resolved a case may be reopened, ordinary time in ms; later a new one is opened. */
export const reopenWithinMs = 7 * day
