import { phrases } from '../../src/flow/phrases.ts'

/** How change recovery is entered in English; what it says is shared with change contact. */
export const en = {
  entry: {
    label: 'Change my recovery channels',
    also: phrases(`change recovery number | change recovery mobile | change recovery phone | change recovery email
      | change my recovery number | change my recovery mobile | change my recovery email | change security mobile
      | change my security phone | my recovery number changed | my recovery email changed | update recovery
      | change security email | i have a new phone number | i got a new phone number | recovery^1.5`),
  },
}

/** The shape every language fills. */
export type Texts = typeof en
