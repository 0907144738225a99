import { phrases } from '../../../src/flow/phrases.ts'
/** What the human check says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Human check',
  askPage: (p: { words: string }) =>
    `Before I look anything up, please open this page. It checks that a person is asking, needs no typing, and shows the same two words: ${p.words}. I go on here by myself once it is done.`,
  waiting: 'I am still waiting for the page I linked above. Open it, or ask for a new link.',
  reminded: 'I have to wait for the page before I can go on.',
  link: 'Open the check',
  choices: {
    'new-link': {
      label: 'Send a new link',
      also: phrases(`new link | the link does not work | link expired | again | another link
        | resend link`),
    },
  },
  help: 'Open the page with the button or the address in my message. Your browser then does a little work that a machine sending thousands of requests could not afford. If the page says the link is too old, choose “Send a new link”.',
  why: 'Without this check, machines could try out numbers by the thousand. The page asks for nothing about you and keeps nothing.',
  status: 'I am waiting for the check on the page. Nothing has been looked up or sent yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
