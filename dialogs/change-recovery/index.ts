import { channelDialog } from '../words/channel-change/view.ts'
import { machine, prompts } from './machine.ts'

/** Change recovery: what proves its owner, swapped only after a code by the old way and one to the new (S69 to S74). */
export const changeRecovery = channelDialog('recovery', { id: 'change-recovery', machine, prompts })
