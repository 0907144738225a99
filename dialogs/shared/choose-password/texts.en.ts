/** What the choice of a new password says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'New password',
  question:
    'Please choose your new password on the page, never in a chat. It counts once you have shown there that it is you.',
  help: 'The page lists the rules and checks them as you type. Your password stays as it is until the last step there is done.',
  why: 'A password typed in a chat could be read by others later. On the page only a fingerprint of it is kept.',
  status: 'You are choosing a new password on the page. Your password has not been changed yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
