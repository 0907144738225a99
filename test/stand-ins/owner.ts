import type { PageForm, Pages, PageState, SecretPage } from '../../src/ports/pages.ts'
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

/** The same pages in the browser that a chat of our own page was begun in. */
function pagesIn(world: World, chat: string): Pages {
  const { pages } = world.core
  const beganChat = (conversation: string): boolean => conversation === chat
  return pages.from?.({ source: null, beganChat }) ?? pages
}

/** Opens a page in the browser of the default person's default chat; throws when its link leads nowhere. */
export async function openPage(world: World, page: SecretPage, token: string): Promise<OpenPage> {
  return pageOf(world, pagesIn(world, 'c1'), { page, token })
}

/** As {@link openPage}, on a device that no chat was begun on. */
export async function openPageElsewhere(
  world: World,
  page: SecretPage,
  token: string,
): Promise<OpenPage> {
  return pageOf(world, world.core.pages, { page, token })
}

async function pageOf(
  world: World,
  pages: Pages,
  { page, token }: { readonly page: SecretPage; readonly token: string },
): Promise<OpenPage> {
  let shown = await pages.look(page, token)
  if (shown === null) throw new Error(`no ${page} page behind ${token}`)
  const state = (): PageState => {
    if (shown === null) throw new Error('the page is gone')
    return shown
  }
  return {
    token,
    state,
    async send(form) {
      const answer = await pages.submit(page, token, { nonce: state().nonce, ...form })
      await world.core.courier.idle()
      if (answer !== null && answer !== 'foreign') shown = answer
      return answer
    },
  }
}
