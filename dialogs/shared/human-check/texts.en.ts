import { phrases } from '../../../src/flow/phrases.ts'
/** What the human check says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Human check',
  askPage: (p: { words: string }) =>
    `Before I look anything up, I check that a person is asking. Press the button; there is nothing to type, and I go on by myself once it is done. If it opens a page, that page shows the same two words: ${p.words}.`,
  waiting: 'I am still waiting for the check above. Press its button, or ask for a new one.',
  reminded: 'I have to wait for the check before I can go on.',
  link: 'Open the check',
  choices: {
    'new-link': {
      label: 'Send a new link',
      also: phrases(`new link | the link does not work | link expired | again | another link
        | resend link`),
    },
  },
  help: 'Press the button in my message, or open the address in it. Your browser then does a little work that a machine sending thousands of requests could not afford. If it says that the check is too old, choose “Send a new link”.',
  why: 'Without this check, machines could try out numbers by the thousand. It asks for nothing about you and collects nothing.',
  status: 'I am waiting for the check. Nothing has been looked up or sent yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
