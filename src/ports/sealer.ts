/** Encrypts what must be stored but not read from a file, a dump or a backup. */
export interface Sealer {
  /** Authenticated encryption of a text; two seals of the same text differ. */
  seal(text: string): string
  /** The text again, or null when it was altered or made with a key that is no longer known. */
  open(sealed: string): string | null
  /** A keyed hash (HMAC-SHA-256, base64url) of the parts, which cannot be confused with other parts: for handles and look-ups. */
  handle(...parts: readonly string[]): string
  /** As many bytes of a handle (base64url), where a repeat is recognised. A slice of the whole text would keep all of it. */
  shortHandle(bytes: number, ...parts: readonly string[]): string
}
