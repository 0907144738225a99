const run = (text: string, over: object = {}) => ({ type: 'TextRun', text, ...over })

const submit = (verb: string, title: string, over: object = {}) => ({
  type: 'Action.Submit',
  title,
  data: { latchkey: { verb, number: 7, revision: 3 } },
  ...over,
})

const input = (id: string, over: object) => ({ id, isRequired: true, errorMessage: id, ...over })

const replying = {
  type: 'Action.ShowCard',
  title: 'Reply',
  card: {
    type: 'AdaptiveCard',
    body: [
      input('text', {
        type: 'Input.Text',
        label: 'Reply to the customer',
        placeholder: 'What they will read',
        isMultiline: true,
      }),
    ],
    actions: [submit('reply', 'Send the reply')],
  },
}

const resolving = {
  type: 'Action.ShowCard',
  title: 'Resolve',
  card: {
    type: 'AdaptiveCard',
    body: [
      input('outcome', {
        type: 'Input.ChoiceSet',
        style: 'compact',
        label: 'Outcome',
        value: 'solved',
        choices: [
          { title: 'Solved', value: 'solved' },
          { title: 'Not proven', value: 'not-proven' },
        ],
      }),
    ],
    actions: [submit('resolve', 'Resolve the case')],
  },
}

const column = (width: string, item: object) => ({ type: 'Column', width, items: [item] })

/** A case as a desk shows it, with every kind of element that such a card has. */
export function deskCard(status: string): object {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      version: '1.3',
      speak: `Case 7, ${status}`,
      body: [
        {
          type: 'ColumnSet',
          columns: [
            column('stretch', {
              type: 'TextBlock',
              text: 'Case 7 · Cannot sign in',
              weight: 'bolder',
              size: 'medium',
              wrap: true,
            }),
            column('auto', { type: 'TextBlock', text: status, color: 'warning', weight: 'bolder' }),
          ],
        },
        { type: 'TextBlock', text: 'Opened 4 minutes ago', isSubtle: true, spacing: 'none' },
        {
          type: 'FactSet',
          facts: [
            { title: 'Customer', value: '••••••••00' },
            { title: 'Severity', value: 'High' },
            { title: 'Language', value: '中文' },
          ],
        },
        {
          type: 'Container',
          style: 'emphasis',
          items: [
            { type: 'TextBlock', text: 'What the customer wrote', weight: 'bolder', wrap: true },
            {
              type: 'RichTextBlock',
              inlines: [
                run('My phone is lost, and '),
                run('**every** code', { italic: true }),
                run(' goes to it. ', { color: 'attention' }),
                run('3 minutes ago', { isSubtle: true }),
              ],
            },
          ],
        },
      ],
      actions: [
        submit('take', 'Take', { style: 'positive' }),
        replying,
        resolving,
        submit('note', 'Note'),
        submit('transcript', 'Transcript'),
        submit('snooze', 'Snooze'),
        submit('release', 'Release', { style: 'destructive' }),
      ],
    },
  }
}
