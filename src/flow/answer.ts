import type { FlowId } from './flow-id.ts'

/** What the world answered to an effect. Refusals are answers; outages are thrown and never reach a machine. */
export type Answer =
  | { readonly type: 'flow.returned'; readonly flow: FlowId; readonly output: unknown }
  | {
      readonly type: 'page.offered'
      /** The page's address; it is shown in this turn and stored nowhere in clear. */
      readonly url: string
      /** Two words that the page shows as well, so that a foreign link is noticed. */
      readonly words: string
      readonly expiresAt: number
    }
  | { readonly type: 'page.unneeded' }
  | {
      readonly type: 'code.sent'
      readonly expiresAt: number
      /** From when on another one may be asked for, epoch ms. */
      readonly resendAt: number
      /** False when the code sent a moment ago still stands and no second one went out. */
      readonly fresh: boolean
    }
  | {
      readonly type: 'code.delayed'
      /** `wait`: the next code may be asked for then. `too-many`: so many were sent or guessed that it takes until then. */
      readonly reason: 'wait' | 'too-many'
      readonly until: number
    }
  | { readonly type: 'code.accepted' }
  | { readonly type: 'code.refused'; readonly left: number }
  | { readonly type: 'code.expired' }
  | { readonly type: 'code.exhausted' }
  | { readonly type: 'account.hinted'; readonly mask: string }
  | { readonly type: 'account.delayed'; readonly until: number }
  | { readonly type: 'account.informed' }
  | { readonly type: 'case.opened'; readonly number: number }
