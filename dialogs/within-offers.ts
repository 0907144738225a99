import type { Assistant, Offers, Opening } from '../src/flow/assistant.ts'
import type { Dialog } from '../src/flow/dialog.ts'

const without = (dialog: Dialog, hidden: () => readonly string[]): Dialog => ({
  ...dialog,
  view(prompt, input) {
    const view = dialog.view(prompt, input)
    const ids = hidden()
    return { ...view, choices: view.choices.filter(({ id }) => !ids.includes(id)) }
  },
  detours:
    dialog.detours &&
    ((context, locale) =>
      dialog.detours?.(context, locale).filter(({ id }) => !hidden().includes(id)) ?? []),
})

/** Looking for an account by what nobody can be found by begins at the ways that are left. */
function openedWithin(opening: Opening | null, offers: Offers): Opening | null {
  if (opening?.kind !== 'flow' || opening.flow !== 'retrieve-account') return opening
  const { given, replay } = opening
  const hidden = offers.hidden.get('retrieve-account') ?? []
  const by = given !== null && 'lookup' in given ? given.lookup.by : null
  const isHidden = (id: string | null): boolean => id !== null && hidden.includes(id)
  const chosen = replay.map((event) => (event.type === 'user.chose' ? event.choice : null))
  return isHidden(by) || chosen.some(isHidden)
    ? { kind: 'flow', flow: 'retrieve-account', given: null, replay: [] }
    : opening
}

/**
 * The assistant for accounts in a directory that cannot do everything: what it cannot do is not offered, and whoever
 * asks for it all the same is told so.
 *
 * @param offers asked at each view, since a directory that was away at the start says later what it can do
 */
export function withinOffers(full: Assistant, offers: () => Offers): Assistant {
  const dialogs = [...full.dialogs].map(
    ([id, dialog]) => [id, without(dialog, () => offers().hidden.get(id) ?? [])] as const,
  )
  return {
    ...full,
    dialogs: new Map(dialogs),
    recognise: (text, settings) => openedWithin(full.recognise(text, settings), offers()),
    openingOf: (flow, text, settings) =>
      openedWithin(full.openingOf(flow, text, settings), offers()),
    get unable() {
      return offers().unable
    },
  }
}
