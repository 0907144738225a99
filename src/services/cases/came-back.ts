import type { CaseRow } from '../../ports/records/case.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import type { CaseDeps } from './case-deps.ts'
import { happening, hasRoom } from './case-entries.ts'
import { changeCase } from './change-case.ts'
import { isPending } from './recovery-state.ts'

/**
 * Two agents open a way back for the person they spoke with. Whoever comes by a link afterwards may be another one, so
 * it is closed and has to be asked for anew; unless the agents knew already that this person comes by the link.
 */
function isForAnother({ recovery, cameBackAt }: CaseRow): boolean {
  if (recovery === null || !isPending(recovery)) return false
  return cameBackAt === undefined || cameBackAt > recovery.askedAt
}

/** Tells a case that somebody came back by the link of a message, and answers the case as it then is. */
export async function cameBack(deps: CaseDeps, work: UnitOfWork, row: CaseRow): Promise<CaseRow> {
  const { recovery } = row
  const closed =
    recovery !== null && isForAnother(row)
      ? ({ ...recovery, state: 'refused', readyAt: null } as const)
      : null
  const codes = ['came-back', ...(closed === null ? [] : (['recovery-refused'] as const))] as const
  const changed = await changeCase(deps, work, {
    row,
    happened: null,
    lines: hasRoom(row) ? codes.map((code) => happening('system', { code })) : [],
    facts: { cameBackAt: work.now, recovery: closed ?? recovery },
  })
  return changed.row
}
