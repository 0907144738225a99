import type { Assistant, Offers } from '../src/flow/assistant.ts'
import type { Dialog } from '../src/flow/dialog.ts'

const without = (dialog: Dialog, ids: readonly string[]): Dialog => ({
  ...dialog,
  view(prompt, input) {
    const view = dialog.view(prompt, input)
    return { ...view, choices: view.choices.filter(({ id }) => !ids.includes(id)) }
  },
  detours:
    dialog.detours &&
    ((context, locale) =>
      dialog.detours?.(context, locale).filter(({ id }) => !ids.includes(id)) ?? []),
})

/**
 * The assistant for accounts in a directory that cannot do everything: what it cannot do is not offered, and whoever
 * asks for it all the same is told so.
 */
export function withinOffers(full: Assistant, { unable, hidden }: Offers): Assistant {
  const dialogs = [...full.dialogs].map(([id, dialog]) => {
    const ids = hidden.get(id) ?? []
    return [id, ids.length === 0 ? dialog : without(dialog, ids)] as const
  })
  return { ...full, dialogs: new Map(dialogs), unable }
}
