/** What goes to phones in English; the type is the catalogue every other language fills. */
export const en = {
  /** No link, no account; says what it is for and that nobody else may have it (OWASP: transaction authorisation). */
  code: {
    'retrieve-account': (p: { provider: string; code: string; minutes: number }) =>
      `${p.code} is your ${p.provider} code to find your account. It works for ${p.minutes} minutes, only in the chat that asked for it. We never ask for it by phone: share it with nobody.`,
  },
  account: {
    opening: (p: { provider: string }) => `Your ${p.provider} account details, as you asked:`,
    id: (p: { id: string }) => `Account ID: ${p.id}`,
    loginEmail: (p: { email: string }) => `Login email: ${p.email}`,
    noLoginEmail: 'Login email: none is bound',
    signedUpWith: (p: { way: string }) => `Signed up with: ${p.way}`,
    ways: {
      email: 'an email address',
      mobile: 'a mobile number',
      wechat: 'WeChat',
      sso: 'single sign-on',
      'sub-user': 'a main account (you are a sub-user)',
      other: 'another service',
    },
    next: {
      email: 'Next: sign in with that email. If the password is gone, reset it there.',
      other: 'Next: sign in the way you signed up, or ask the assistant for a person.',
    },
    notYou: 'If this was not you, nothing has changed; nobody else received it.',
  },
}

/** The shape every language fills. */
export type Texts = typeof en
