/** What is asked of somebody whose company's account left with an employee (S92), in the order of the questions. */
export const claimFields = ['account', 'company', 'since', 'holder', 'evidence', 'reach'] as const

export type ClaimField = (typeof claimFields)[number]

/** What they answered, redacted; null for what they do not know. */
export type Claim = Readonly<Record<ClaimField, string | null>>

/** The answers one under another, for a transcript. */
export const claimWords = (claim: Claim): string =>
  claimFields.flatMap((field) => claim[field] ?? []).join('\n')
