/** One entry of the audit trail. Identifiers are masked, secrets absent. */
export interface AuditRow {
  /** The account ID, or `subject:<handle>` for an identifier that leads to none, or `system`. */
  readonly chain: string
  /** Position in its chain, from 1. */
  readonly sequence: number
  /** Epoch ms. */
  readonly at: number
  /** What happened, `noun.verb`, such as `code.refused`. */
  readonly action: string
  /** Who did it: `chat:<handle>`, `page:<handle>`, `cli`, `system`. */
  readonly actor: string
  /** Facts a reader needs: reasons, masked values, flow. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  /** `hash` of the row before it in the chain, or 64 zeros for the first. */
  readonly previousHash: string
  /** SHA-256, hex, over every other field. */
  readonly hash: string
}

/** Where a chain stands; writing it with its base version keeps the chain single-file. */
export interface AuditHead {
  readonly chain: string
  readonly sequence: number
  readonly hash: string
}
