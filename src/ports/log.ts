/** One event a line, with ids and codes; never texts, identifiers, codes or contexts (OWASP ASVS 5.0 16.2.5). */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}
