import type { Way } from './answer.ts'
import type { IdentityNotice } from './identity-notice.ts'

/** What a web page that works on a flow shows of the prompt that waits; the page has words of its own for it. */
export type PageView =
  | { readonly step: 'set-password' }
  | {
      readonly step: 'code'
      /** Where the newest code went. */
      readonly way: Pick<Way, 'medium' | 'mask'>
      readonly notice: IdentityNotice | null
    }
  | {
      readonly step: 'way'
      /** The other ways; empty when there is none. */
      readonly ways: readonly Way[]
      readonly notice: IdentityNotice | null
    }
