import type { PageForm, PageState, SecretPage } from '../../src/ports/pages.ts'
import type { World } from './world.ts'

/** The owner of the demo account, as a test uses it. */
export const owner = {
  id: '100000000012',
  loginEmail: 'li.wei@example.com',
  recoveryMobile: '+8613800138000',
  recoveryEmail: 'li.recovery@example.net',
  contactEmail: 'li.contact@example.org',
  unverified: [],
} as const

export const oldPassword = 'Harbour-Light-71'
export const newPassword = 'Copper-Kettle-26'

/** A page as a browser has it: the state it shows, and the form it sends with that state's nonce. */
export interface OpenPage {
  readonly token: string
  state(): PageState
  send(form: PageForm): Promise<PageState | 'foreign' | null>
}

/** The newest link to a page in what was said or sent. */
export function linkIn(texts: readonly string[], page: SecretPage): string {
  const pattern = new RegExp(`/p/${page}/([\\w-]+)`)
  const token = texts.map((text) => pattern.exec(text)?.[1]).findLast((each) => each !== undefined)
  return token ?? 'no-link-was-given'
}

/** Opens a page; throws when its link leads nowhere. */
export async function openPage(world: World, page: SecretPage, token: string): Promise<OpenPage> {
  let shown = await world.core.pages.look(page, token)
  if (shown === null) throw new Error(`no ${page} page behind ${token}`)
  const state = (): PageState => {
    if (shown === null) throw new Error('the page is gone')
    return shown
  }
  return {
    token,
    state,
    async send(form) {
      const answer = await world.core.pages.submit(page, token, { nonce: state().nonce, ...form })
      await world.core.courier.idle()
      if (answer !== null && answer !== 'foreign') shown = answer
      return answer
    },
  }
}
