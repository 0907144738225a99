import { caseOutcomes, caseTopics, isOpenState } from '../../domain/support-case.ts'
import type { CaseCounts } from '../../flow/desk-face.ts'
import type { CaseRow } from '../../ports/records/case.ts'

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

/** The flow and the step in which people gave up and asked for a person. */
function stepOf({ from, trail }: CaseRow): string {
  const failed = trail.findLast(({ answer }) => /refused|expired|exhausted|delayed/.test(answer))
  if (from === null) return 'menu'
  return failed === undefined || failed.flow !== from ? from : `${from}/${failed.answer}`
}

function tally<K extends string>(keys: readonly K[]): readonly (readonly [K, number])[] {
  const found = new Map<K, number>()
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1)
  return [...found].toSorted(([, one], [, other]) => other - one)
}

/** What is counted of cases: how many, about what, given up where, ended how, answered when, rated how. */
export function countsOf(cases: readonly CaseRow[]): CaseCounts {
  const open = cases.filter(({ state }) => isOpenState(state)).length
  const ratings = cases.flatMap(({ memory }) => memory.rating ?? [])
  const waits = cases.flatMap(({ firstReplyAt, openedAt }) =>
    firstReplyAt === null ? [] : [firstReplyAt - openedAt],
  )
  const topics = tally(cases.map(({ topic }) => topic))
  const outcomes = tally(cases.flatMap(({ memory }) => memory.outcome ?? []))
  return {
    open,
    ended: cases.length - open,
    byTopic: topics
      .filter(([topic]) => caseTopics.includes(topic))
      .map(([topic, count]) => ({ topic, cases: count })),
    byStep: tally(cases.map(stepOf))
      .slice(0, 10)
      .map(([step, count]) => ({ step, cases: count })),
    byOutcome: outcomes
      .filter(([outcome]) => caseOutcomes.includes(outcome))
      .map(([outcome, count]) => ({ outcome, cases: count })),
    firstReplyMs: median(waits),
    rating:
      ratings.length === 0
        ? null
        : {
            average: ratings.reduce((sum, stars) => sum + stars, 0) / ratings.length,
            count: ratings.length,
          },
  }
}
