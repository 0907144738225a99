import type { Locale } from '../../src/flow/locale.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

const minuteMs = 60_000

/** What is said of one account (S35): its ID, masked login email, how it was opened, and what to do next. */
interface AccountFacts {
  readonly id: string
  readonly loginEmail: string | null
  readonly signedUpWith: string | null
}

type Letter =
  | {
      readonly template: 'code'
      readonly purpose: keyof Texts['code']
      readonly code: string
      readonly lifetimeMs: number
    }
  | { readonly template: 'account-information'; readonly accounts: readonly AccountFacts[] }

function accountLines(account: AccountFacts, { account: texts }: Texts): readonly string[] {
  const ways: Readonly<Record<string, string>> = texts.ways
  const way = ways[account.signedUpWith ?? 'other'] ?? texts.ways.other
  const hasEmail = account.loginEmail !== null
  return [
    texts.id({ id: account.id }),
    account.loginEmail === null
      ? texts.noLoginEmail
      : texts.loginEmail({ email: account.loginEmail }),
    texts.signedUpWith({ way }),
    hasEmail ? texts.next.email : texts.next.other,
  ]
}

/** Writes the texts that go to phones, in the words of the catalogue. */
export function letterWriter(providerName: string) {
  return (letter: Letter, locale: Locale): { readonly subject: null; readonly text: string } => {
    const texts = catalogue[locale]
    if (letter.template === 'code') {
      const { code, lifetimeMs } = letter
      const minutes = Math.max(1, Math.floor(lifetimeMs / minuteMs))
      const text = texts.code[letter.purpose]({ provider: providerName, code, minutes })
      return { subject: null, text }
    }
    const parts = [
      texts.account.opening({ provider: providerName }),
      ...letter.accounts.flatMap((account) => accountLines(account, texts)),
      texts.account.notYou,
    ]
    return { subject: null, text: parts.join('\n') }
  }
}
