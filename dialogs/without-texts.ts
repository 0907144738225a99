import type { Assistant, Opening } from '../src/flow/assistant.ts'
import type { Dialog } from '../src/flow/dialog.ts'
import type { FlowId } from '../src/flow/flow-call.ts'
import { inEachLocale } from '../src/flow/locale.ts'

/** Choices that lead to a text message, by the flow that offers them. */
const byText: Partial<Record<FlowId, readonly string[]>> = {
  'change-contact': ['mobile'],
  'change-recovery': ['mobile'],
  'my-account': ['verify:contactMobile', 'add:recoveryMobile'],
}

function withoutChoices(dialog: Dialog, ids: readonly string[]): Dialog {
  return {
    ...dialog,
    view(prompt, input) {
      const view = dialog.view(prompt, input)
      return { ...view, choices: view.choices.filter(({ id }) => !ids.includes(id)) }
    },
  }
}

/** What a text leads to, unless that is the search which ends in a text message. */
const unlessSearch = (opening: Opening | null): Opening | null =>
  opening?.kind === 'flow' && opening.flow === 'retrieve-account' ? null : opening

/** What a text leads to, but no text message to a new number. */
function withoutMobile(opening: Opening | null): Opening | null {
  const known = unlessSearch(opening)
  if (known?.kind !== 'flow' || known.given === null) return known
  if (known.flow !== 'change-contact' && known.flow !== 'change-recovery') return known
  return known.given.medium === 'sms' ? { ...known, given: null } : known
}

/**
 * The assistant of a provider without a gateway for texts: what would end in a text message is not offered. An account
 * is found by a text to its recovery mobile alone, so whoever asks for that is taken to a person; a flow that calls for
 * it comes back with nothing found.
 *
 * @param full its sign-in offers no code
 */
export function withoutTexts(full: Assistant): Assistant {
  const dialogs = new Map<FlowId, Dialog>(
    [...full.dialogs].map(([id, dialog]) => [id, withoutChoices(dialog, byText[id] ?? [])]),
  )
  const person = dialogs.get(full.support.flow)
  if (person !== undefined) dialogs.set('retrieve-account', person)
  return {
    ...full,
    dialogs,
    menu: full.menu.filter((flow) => flow !== 'retrieve-account'),
    texts: inEachLocale((locale) => {
      const texts = full.texts[locale]
      return { ...texts, menuHelp: texts.menuHelpWithoutTexts }
    }),
    recognise: (text, settings) => unlessSearch(full.recognise(text, settings)),
    openingOf: (flow, text, settings) => withoutMobile(full.openingOf(flow, text, settings)),
  }
}
