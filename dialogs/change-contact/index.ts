import { channelDialog } from '../words/channel-change/view.ts'
import { machine, prompts } from './machine.ts'

/** Change contact: where messages go, saved at once and verified as soon as its owner likes (S62 to S68). */
export const changeContact = channelDialog('contact', { id: 'change-contact', machine, prompts })
