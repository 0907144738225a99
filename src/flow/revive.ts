import type { Dialog } from './dialog.ts'
import type { StoredFlow } from './stored-flow.ts'

/**
 * Brings a stored flow to its dialog's present version and checks its context.
 *
 * @returns the flow as the dialog reads it now, or null when no path leads there: in recovery nobody guesses
 *   where somebody was, so the caller restarts politely
 */
export function revive(dialog: Dialog, stored: StoredFlow): StoredFlow | null {
  let flow = stored
  while (flow.version !== dialog.version) {
    const migrate = dialog.migrations[flow.version]
    if (migrate === undefined) return null
    flow = { ...migrate(flow), version: flow.version + 1 }
  }
  const context = dialog.contextSchema.safeParse(flow.context)
  return context.success ? { ...flow, context: context.data } : null
}
