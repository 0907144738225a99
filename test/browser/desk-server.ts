import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { chatPageParts } from '../stand-ins/chat-page.ts'
import { createDeskPageRoutes } from '../../src/web/desk-page.ts'
import { deskCard } from '../stand-ins/desk-card.ts'
import { startPageServer, type PageServer } from '../stand-ins/page-server.ts'
import { publicAssets } from '../stand-ins/public-assets.ts'
import { chatWorld } from '../webchat/chat-world.ts'

type Activity = Readonly<Record<string, unknown>>

export interface DeskServer extends PageServer {
  /** What the assistant was given, in order. */
  readonly heard: readonly Activity[]
}

/**
 * The pages over the real built-in chat, with an assistant that posts the card of a case for `card`, rewrites it for
 * any press, repeats what else it reads, and greets nobody.
 */
export async function startDeskServer(): Promise<DeskServer> {
  const heard: Activity[] = []
  let card = ''
  const world = chatWorld(createMemoryStore(), {
    isProduction: false,
    hasDesk: true,
    clock: { now: () => Date.now() },
    bot: {
      isAccepting: () => true,
      deliver: async (activity) => {
        heard.push(activity)
        const { channel } = world.chat
        const post = (said: object) => channel.send('desk', { type: 'message', ...said })
        if (activity['value'] !== undefined) {
          const rewritten = { type: 'message', attachments: [deskCard('Taken')] }
          await channel.update('desk', card, rewritten)
        } else if (activity['text'] === 'card') {
          card = (await post({ attachments: [deskCard('Open')] })).id
        } else if (activity['type'] === 'message') {
          await post({ text: `Heard: ${String(activity['text'])}` })
        }
        return 'done'
      },
    },
  })
  const settings = { publicUrl: 'http://localhost:3978', defaultLocale: 'en' } as const
  const pages = await startPageServer([
    ...(await publicAssets()),
    ...createChatPageRoutes({ ...settings, ...chatPageParts }),
    ...createDeskPageRoutes({ ...settings, hasDesk: true }),
    ...world.chat.routes,
  ])
  pages.server.on('upgrade', (request, socket, head) => {
    if (!world.chat.upgrade(request, socket, head)) socket.destroy()
  })
  return {
    ...pages,
    heard,
    close: async () => {
      world.chat.close()
      await pages.close()
    },
  }
}
