/** Writes one line at one level: a stable event name, then ids, counts and codes. */
type WriteLine = (event: string, fields: Readonly<Record<string, unknown>>) => void

/**
 * What an operator can search for. Fields hold ids and codes, never texts, identifiers, one-time codes or contexts
 * (OWASP ASVS 5.0 16.2.5).
 */
export interface Log {
  readonly debug: WriteLine
  readonly info: WriteLine
  readonly warn: WriteLine
  readonly error: WriteLine
}
