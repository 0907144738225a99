import type { FlowId } from './flow-id.ts'

/** What an account may be looked for by, without signing in. */
export type Lookup =
  | { readonly by: 'mobile'; readonly value: string }
  | { readonly by: 'account-id'; readonly value: string }
  | { readonly by: 'server-ip'; readonly value: string }

/** What a code is asked for; a code made for one purpose is wrong for every other. */
export type CodePurpose = 'retrieve-account'

/**
 * What a machine wants from the world. The shell performs it inside the turn's unit of work and tells the
 * machine one of the answers named here; a machine in a `working` state handles every one of them.
 */
export type Effect =
  | {
      /** Answers `flow.returned`. */
      readonly type: 'flow.call'
      readonly flow: FlowId
      readonly given: unknown
    }
  | {
      /** Answers `page.offered` or `page.unneeded`. */
      readonly type: 'page.offer'
      readonly page: 'check'
    }
  | {
      /** Answers `code.sent` or `code.delayed`. The same for an identifier that leads nowhere. */
      readonly type: 'code.send'
      readonly purpose: CodePurpose
      readonly lookup: Lookup
    }
  | {
      /** Answers `code.accepted`, `code.refused`, `code.expired`, `code.exhausted` or `code.delayed`. */
      readonly type: 'code.check'
      readonly purpose: CodePurpose
      readonly lookup: Lookup
      readonly code: string
    }
  | {
      /** The masked recovery mobile, or a stable decoy. Answers `account.hinted` or `account.delayed`. */
      readonly type: 'account.hint'
      readonly lookup: Lookup
    }
  | {
      /**
       * Sends the account's information to its bound number, if the proof holds. Answers `account.informed`
       * whatever came of it (S88).
       */
      readonly type: 'account.inform'
      readonly lookup: Lookup
      readonly proof:
        | { readonly kind: 'code'; readonly purpose: CodePurpose }
        | { readonly kind: 'full-mobile'; readonly mobile: string }
    }
  | {
      /** Opens a support case, or adds to the open one. Answers `case.opened`. */
      readonly type: 'case.open'
      readonly problem: string
      /** The flow the person came from, for the people who read the case. */
      readonly from: string | null
    }
