/** The kinds of answers that the chat's one field is dressed for. */
export type FieldKind =
  | 'words'
  | 'mobile'
  | 'code'
  | 'account-id'
  | 'account-name'
  | 'server-ip'
  | 'email'

/**
 * How the field is dressed (HTML standard, autofill and input modalities). Never `type="email"`: browsers rewrite
 * international addresses in it.
 */
export const fieldLooks: Readonly<
  Record<
    FieldKind,
    { readonly type: string; readonly inputmode: string; readonly autocomplete: string }
  >
> = {
  words: { type: 'text', inputmode: 'text', autocomplete: 'off' },
  mobile: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  code: { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code' },
  'account-id': { type: 'text', inputmode: 'numeric', autocomplete: 'off' },
  'account-name': { type: 'text', inputmode: 'text', autocomplete: 'off' },
  'server-ip': { type: 'text', inputmode: 'text', autocomplete: 'off' },
  email: { type: 'text', inputmode: 'email', autocomplete: 'email' },
}

/** Prompt id (design 4.5) to what it asks for; every other prompt takes words. */
export const promptKinds: Readonly<Record<string, FieldKind>> = {
  'ask-mobile': 'mobile',
  'ask-full-mobile': 'mobile',
  'ask-new-mobile': 'mobile',
  'ask-code': 'code',
  'ask-account-id': 'account-id',
  'ask-server-ip': 'server-ip',
  'ask-email': 'email',
  'ask-new-email': 'email',
}
