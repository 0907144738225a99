/** Why a password is not taken. */
export type PasswordFault =
  | 'too-short'
  | 'too-long'
  | 'no-letter'
  | 'no-digit'
  | 'no-symbol'
  /** A space, or a character that cannot be seen. */
  | 'space'
  | 'common'
  /** Made of the account's own address, number or name. */
  | 'own-words'
  /** The current one. */
  | 'same'
  /** One of the three before. */
  | 'reused'
