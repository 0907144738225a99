import type { Assistant } from '../../src/flow/assistant.ts'
import { additionIn } from '../words/addition.ts'

/** What somebody says about their open case when nothing else is under way, as the steps that lead to a plain yes. */
export const aboutCase: Assistant['aboutCase'] = (concern, text) => {
  const opening = { kind: 'flow', flow: 'my-case', given: null, replay: [] } as const
  switch (concern) {
    case 'end-case':
      return { ...opening, given: { withdraw: true } }
    case 'when-answer':
      return opening
    case 'add-to-case': {
      const addition = additionIn(text) ?? ''
      const told = addition === '' ? [] : [{ type: 'user.answered', text: addition } as const]
      return { ...opening, replay: [{ type: 'user.chose', choice: 'add' }, ...told] }
    }
    default:
      return concern satisfies never
  }
}
