import type { Answer, CaseView } from '../../src/flow/answer.ts'
import type { CaseEffect } from '../../src/flow/effect.ts'
import type { SupportEvent } from '../../src/flow/event.ts'
import { caseStates } from '../../src/domain/support-case.ts'
import { at } from './exploration.ts'

const view: CaseView = {
  number: 1001,
  state: 'new',
  agent: null,
  openedAt: at - 1_000,
  changedAt: at,
  isReopenable: false,
}

const views = caseStates.map((state): CaseView => {
  const isHeld = state !== 'new' && state !== 'reopened'
  return { ...view, state, agent: isHeld ? 'Mei' : null, isReopenable: state === 'resolved' }
})

const found = views.flatMap((support) =>
  ([false, true] as const).map(
    (isGranted) => ({ type: 'case.found', support, isGranted }) as const,
  ),
)

/** The answers to what concerns the people of support. */
export function ofCase(effect: CaseEffect): readonly Answer[] {
  switch (effect.type) {
    case 'case.find':
    case 'case.view':
      return [...found, { type: 'case.unknown' }]
    case 'case.open':
      return [
        { type: 'case.opened', number: 1001, isNew: true, answersAt: null, timeZone: 'UTC' },
        {
          type: 'case.opened',
          number: 1001,
          isNew: true,
          answersAt: at + 3_600_000,
          timeZone: 'UTC',
        },
        { type: 'case.opened', number: 1001, isNew: false, answersAt: null, timeZone: 'UTC' },
        { type: 'case.delayed', until: at + 60_000 },
      ]
    case 'case.say':
      return [
        { type: 'case.told' },
        { type: 'case.unknown' },
        { type: 'case.delayed', until: at + 60_000 },
      ]
    case 'case.mark':
    case 'case.rate':
      return [{ type: 'case.told' }]
    case 'case.withdraw':
    case 'case.reopen':
      return [{ type: 'case.told' }, { type: 'case.unknown' }]
    case 'case.recover':
      return [
        {
          type: 'page.offered',
          url: 'http://localhost/p/reset-password/x',
          words: 'a b',
          expiresAt: at + 1,
        },
        { type: 'case.unknown' },
      ]
    default:
      return effect satisfies never
  }
}

const from = { at, number: 1001 } as const

/** What agents do, for the flow that talks with them. */
export const fromSupport: readonly SupportEvent[] = [
  { ...from, type: 'support.joined', name: 'Mei' },
  { ...from, type: 'support.said', name: 'Mei', text: 'Hello, I am looking into it.' },
  { ...from, type: 'support.offered', name: 'Mei', flow: 'reset-password' },
  { ...from, type: 'support.left' },
  { ...from, type: 'support.ended', isSilent: false },
  { ...from, type: 'support.ended', isSilent: true },
  { ...from, type: 'support.nudged' },
  { ...from, type: 'support.granted', name: 'Mei' },
]
