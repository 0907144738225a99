import { addBusinessTime, roundTheClock, type BusinessHours } from './business-hours.ts'
import { dayMs, hourMs, minuteMs } from './durations.ts'
import type { Deadline, Owed, Severity } from './support-case.ts'

/** How much business time each may take, in ms. */
export const serviceTargets: Readonly<Record<Severity, Readonly<Record<Owed, number>>>> = {
  urgent: { 'first-reply': 15 * minuteMs, 'next-reply': 30 * minuteMs, resolution: 4 * hourMs },
  high: { 'first-reply': hourMs, 'next-reply': 2 * hourMs, resolution: 8 * hourMs },
  normal: { 'first-reply': 4 * hourMs, 'next-reply': 8 * hourMs, resolution: 24 * hourMs },
  low: { 'first-reply': 8 * hourMs, 'next-reply': 16 * hourMs, resolution: 40 * hourMs },
}

/** The share of a deadline's time after which the desk is warned. */
const warnedAfter = 0.75

/** The hours in which the deadlines of a case run: those of support, and for an urgent case day and night. */
export function hoursFor(hours: BusinessHours, severity: Severity): BusinessHours {
  return severity === 'urgent' ? roundTheClock : hours
}

/**
 * Until when support owes something; time passes in the hours that count for the case.
 *
 * @param debt from epoch ms, when it began to be owed
 */
export function deadlineFor(
  hours: BusinessHours,
  debt: { readonly severity: Severity; readonly owed: Owed; readonly from: number },
): Deadline {
  const { severity, owed, from } = debt
  const counted = hoursFor(hours, severity)
  const target = serviceTargets[severity][owed]
  return {
    warnAt: addBusinessTime(counted, from, target * warnedAfter),
    dueAt: addBusinessTime(counted, from, target),
  }
}

/** How long a user may be silent before the case is resolved, ordinary time in ms. */
export const autoResolveAfterMs = 3 * dayMs

/** How long a user may be silent before being told, once, that the case is about to be resolved; ordinary time in ms. */
export const silenceNoticeAfterMs = 2 * dayMs

/** How long a resolved case may be reopened before it is closed for good, ordinary time in ms. */
export const closeAfterResolvedMs = 7 * dayMs
