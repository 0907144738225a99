/** Every flow that can stand on a conversation's stack. */
export type FlowId = 'retrieve-account' | 'talk-to-support' | 'confirm-mobile' | 'human-check'
