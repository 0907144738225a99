import type { Activity } from '../stand-ins/direct-line-server.ts'

/** A question of *Find my account*. */
export const asks = (text: string, prompt: string): Activity => ({
  type: 'message',
  text,
  entities: [
    { type: 'latchkey/step', flow: 'retrieve-account', prompt, stack: ['retrieve-account'] },
  ],
})

/** The card that asks for a mobile number. */
export const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: {
    type: 'AdaptiveCard',
    body: [
      {
        type: 'Input.ChoiceSet',
        label: 'Country',
        value: '+86',
        choices: [
          { title: 'China (+86)', value: '+86' },
          { title: 'France (+33)', value: '+33' },
        ],
      },
      { type: 'Input.Text', label: 'Mobile number', placeholder: '138 0013 8000' },
    ],
    actions: [{ type: 'Action.Submit', data: { latchkey: { question: 7, choice: null } } }],
  },
}

/** A button that opens a page elsewhere. */
export const link = {
  contentType: 'application/vnd.microsoft.card.hero',
  content: { buttons: [{ type: 'openUrl', title: 'Go', value: 'https://www.example.com/' }] },
}
