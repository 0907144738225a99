import type { AssistedRecovery } from '../../ports/records/case.ts'

const pending: ReadonlySet<AssistedRecovery['state']> = new Set(['asked', 'approved', 'granted'])

/** Whether a way back is asked for, agreed to, or open: it can still be used, and still be closed. */
export const isPending = ({ state }: AssistedRecovery): boolean => pending.has(state)
