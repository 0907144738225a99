import { phrases } from '../../src/flow/phrases.ts'

/** How change contact is entered in English; what it says is shared with change recovery. */
export const en = {
  entry: {
    label: 'Change my contact details',
    also: phrases(`change contact number | change contact mobile | change contact phone | change contact email
      | update contact | change my contact number | change my contact email | update my contact details
      | bills go to the wrong number | contact number changed | contact email changed | verify my contact email
      | contact details | contact^1.5`),
  },
}

/** The shape every language fills. */
export type Texts = typeof en
