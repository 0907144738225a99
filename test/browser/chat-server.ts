import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { chatPageParts } from '../stand-ins/chat-page.ts'
import {
  startDirectLineServer,
  type DirectLineServer,
  type Script,
} from '../stand-ins/direct-line-server.ts'
import { publicAssets } from '../stand-ins/public-assets.ts'

/** The chat page over an assistant that answers by a script, begun anew for each test. Call it inside `describe`. */
export function chatForSuite(script: Script): { readonly get: () => DirectLineServer } {
  let server: DirectLineServer | null = null
  beforeEach(async () => {
    const settings = { publicUrl: 'http://localhost:3978', defaultLocale: 'en' } as const
    const pages = createChatPageRoutes({ ...settings, ...chatPageParts })
    server = await startDirectLineServer([...(await publicAssets()), ...pages], script)
  })
  afterEach(() => server?.close())
  return {
    get() {
      if (server === null) throw new Error('the chat of this suite is not running')
      return server
    },
  }
}
