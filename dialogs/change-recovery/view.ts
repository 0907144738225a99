import type { ViewInput } from '../../src/flow/dialog.ts'
import type { View } from '../../src/flow/reply.ts'
import type { Context } from '../words/channel-change/context.ts'
import { viewOf } from '../words/channel-change/view.ts'
import type { prompts } from './machine.ts'

/** What each prompt of change recovery shows. */
export function view(prompt: (typeof prompts)[number], input: ViewInput<Context>): View {
  return viewOf('recovery', prompt, input)
}
