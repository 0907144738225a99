import { createHash } from 'node:crypto'
import { deriveKey, createSealer, keysFrom } from '../../src/services/sealing.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createWebChat, type WebChat, type WebChatDeps } from '../../src/webchat/web-chat.ts'
import type { Store } from '../../src/ports/store.ts'
import type { WebRequest, WebRoute } from '../../src/ports/web-handler.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: {
    readonly [name: string]: unknown
    readonly token: string
    readonly conversationId: string
    readonly userId: string
    readonly streamUrl: string
    readonly activities: readonly Record<string, unknown>[]
    readonly watermark: string
    readonly id: string
  }
}

export interface Asked {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface ChatWorld {
  readonly chat: WebChat
  /** What the bot was given, in order. */
  readonly delivered: Readonly<Record<string, unknown>>[]
  readonly ask: (line: string, asked?: Asked) => Promise<Answer>
}

/** What the built-in chat's keys are derived from. */
export const chatSecret = 'a secret of at least thirty-two characters'

let counter = 0
const random = {
  bytes: (size: number) => {
    counter += 1
    return createHash('sha256').update(String(counter)).digest().subarray(0, size)
  },
  below: () => 0,
}

const sealer = createSealer(keysFrom(chatSecret), random)

/** The built-in chat over a store, with a bot that only listens. */
export function chatWorld(
  store: Store = createMemoryStore(),
  over: Partial<WebChatDeps> = {},
): ChatWorld {
  const delivered: Readonly<Record<string, unknown>>[] = []
  const chat = createWebChat({
    store,
    sealer,
    random,
    clock: { now: () => 1_000 },
    bot: {
      isAccepting: () => true,
      deliver: async (activity) => {
        delivered.push(activity)
        return 'done'
      },
    },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    tokenKey: deriveKey(chatSecret, 'chat'),
    publicUrl: 'https://id.example.com',
    isProduction: true,
    tokenFlood: () => Promise.resolve(null),
    ...over,
  })
  return { chat, delivered, ask: (line, asked = {}) => ask(chat.routes, line, asked) }
}

async function ask(
  routes: readonly WebRoute[],
  line: string,
  { token, body = null, headers = {} }: Asked,
): Promise<Answer> {
  const [method = '', target = ''] = line.split(' ')
  const url = new URL(target, 'https://id.example.com')
  for (const route of routes) {
    const pattern = new RegExp(`^${route.path.replaceAll(/:(\w+)/gu, '(?<$1>[^/]+)')}$`, 'u')
    const match = pattern.exec(url.pathname)
    if (match === null || route.method !== method) continue
    const request: WebRequest = {
      method: route.method,
      path: url.pathname,
      params: { ...match.groups },
      query: url.searchParams,
      headers: {
        host: 'id.example.com',
        origin: 'https://id.example.com',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body,
      source: '203.0.113.9',
    }
    const response = await route.handler(request)
    return { ...response, body: JSON.parse(String(response.body)) as Answer['body'] }
  }
  throw new Error(`no route for ${line}`)
}

/** A page that got its token and started its chat. */
export async function begin(world: ChatWorld): Promise<Answer['body']> {
  const { body } = await world.ask('POST /directline/tokens/generate', {
    body: { locale: 'zh-CN' },
  })
  await world.ask('POST /directline/conversations', { token: body.token })
  return body
}

/** Sends an activity as the page does. */
export const say = (world: ChatWorld, at: Answer['body'], body: object): Promise<Answer> =>
  world.ask(`POST /directline/conversations/${at.conversationId}/activities`, {
    token: at.token,
    body,
  })

/** The address of a page's stream, with a ticket that was never used. */
export async function streamOf(world: ChatWorld, at: Answer['body'], watermark = '-') {
  const path = `/directline/conversations/${at.conversationId}?watermark=${watermark}`
  const { body } = await world.ask(`GET ${path}`, { token: at.token })
  const { pathname, search } = new URL(body.streamUrl)
  return `${pathname}${search}`
}

/** What a page reads from a watermark on. */
export const history = async (
  world: ChatWorld,
  at: Answer['body'],
  watermark = '',
): Promise<Answer['body']> =>
  (
    await world.ask(
      `GET /directline/conversations/${at.conversationId}/activities?watermark=${watermark}`,
      { token: at.token },
    )
  ).body
