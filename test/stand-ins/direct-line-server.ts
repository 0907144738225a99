import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { maskCode } from '../../src/domain/one-time-code.ts'
import { startPageServer, textOf, type PageServer } from './page-server.ts'
import type { WebRoute } from '../../src/ports/web-handler.ts'

export interface Activity {
  readonly type: string
  readonly text?: string
  readonly [name: string]: unknown
}

/** What the assistant of the stand-in answers to one activity of a person; `null` is the opening of the chat. */
export type Script = (activity: Activity | null) => readonly Activity[]

export interface DirectLineServer extends PageServer {
  /** What people sent, in order. */
  readonly received: Activity[]
  /** The tokens that pages ended their chats by. */
  readonly revoked: readonly string[]
  /** From now on every token is refused; one that has `slept` can still be renewed, one that is `gone` cannot. */
  expireTokens(how: 'slept' | 'gone'): void
}

interface Chat {
  readonly log: Activity[]
  readonly sockets: Map<WebSocket, number>
}

/** Pages beside a small Direct Line 3.0 that keeps chats in memory and answers by a script. */
export async function startDirectLineServer(
  routes: readonly WebRoute[],
  script: Script,
): Promise<DirectLineServer> {
  const chats = new Map<string, Chat>()
  const tokens = new Map<string, string>()
  const asleep = new Map<string, string>()
  const received: Activity[] = []
  const revoked: string[] = []
  const sockets = new WebSocketServer({ noServer: true })

  const chatOf = (id: string): Chat => {
    const chat = chats.get(id) ?? { log: [], sockets: new Map() }
    if (!chats.has(id)) {
      chats.set(id, chat)
      say(id, chat, script(null))
    }
    return chat
  }
  const say = (id: string, chat: Chat, activities: readonly Activity[]) => {
    for (const activity of activities) {
      append(id, chat, { ...activity, from: { id: 'latchkey', role: 'bot' } })
    }
  }
  const address = (id: string, token: string) => ({
    conversationId: id,
    token,
    expires_in: 1_800,
    streamUrl: `${pages.url.replace('http', 'ws')}/directline/conversations/${id}/stream?t=${token}`,
  })

  const grant = (id: string) => {
    const token = randomUUID()
    tokens.set(token, id)
    return { ...address(id, token), userId: 'guest-1' }
  }
  const post = async (id: string, request: IncomingMessage) => {
    const activity = JSON.parse(await textOf(request)) as Activity
    received.push(activity)
    const chat = chatOf(id)
    const { text } = activity
    const echo = text === undefined ? activity : { ...activity, text: maskCode(text) }
    const mine = append(id, chat, { ...echo, from: { id: 'guest-1', role: 'user' } })
    say(id, chat, script(activity))
    return { id: mine }
  }

  const revoke = (id: string, token: string) => {
    revoked.push(token)
    for (const [each, chat] of tokens) if (chat === id) tokens.delete(each)
    return {}
  }

  const answerTo = async (
    path: string,
    {
      id,
      token,
      request,
    }: { readonly id: string; readonly token: string; readonly request: IncomingMessage },
  ): Promise<readonly [number, object]> => {
    if (path === '/directline/tokens/refresh') return [200, grant(id)]
    if (path === '/directline/tokens/revoke') return [200, revoke(id, token)]
    if (path.endsWith('/activities')) return [200, await post(id, request)]
    chatOf(id)
    return [request.method === 'POST' ? 201 : 200, address(id, token)]
  }

  const conversationOf = (token: string, isRefresh: boolean) =>
    tokens.get(token) ?? (isRefresh ? asleep.get(token) : undefined)

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (!path.startsWith('/directline/')) return false
    const json = (status: number, body: unknown) => {
      // Not chained: once restify is loaded, node's own writeHead answers nothing.
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
      return true
    }
    if (path === '/directline/tokens/generate') return json(200, grant(randomUUID()))
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const isRefresh = path === '/directline/tokens/refresh'
    const id = conversationOf(token, isRefresh)
    if (id === undefined) return json(403, { error: { code: 'TokenExpired', message: 'expired' } })
    const [status, body] = await answerTo(path, { id, token, request })
    return json(status, body)
  }

  const pages = await startPageServer(routes, handle)
  pages.server.on('upgrade', (request, socket, head) => {
    const token = new URL(request.url ?? '/', pages.url).searchParams.get('t') ?? ''
    const id = tokens.get(token)
    if (id === undefined) return socket.destroy()
    return sockets.handleUpgrade(request, socket, head, (client) => {
      const chat = chatOf(id)
      chat.sockets.set(client, 0)
      client.on('close', () => chat.sockets.delete(client))
      push(chat)
    })
  })
  return {
    ...pages,
    received,
    revoked,
    expireTokens: (how) => {
      if (how === 'slept') for (const [token, id] of tokens) asleep.set(token, id)
      tokens.clear()
      for (const client of sockets.clients) client.terminate()
    },
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      await pages.close()
    },
  }
}

function append(conversation: string, chat: Chat, activity: Activity): string {
  const id = `${conversation}|${String(chat.log.length).padStart(7, '0')}`
  const base = { conversation: { id: conversation }, channelId: 'directline' }
  chat.log.push({ ...activity, ...base, id, timestamp: new Date().toISOString() })
  push(chat)
  return id
}

function push(chat: Chat): void {
  for (const [client, sent] of chat.sockets) {
    if (client.readyState !== client.OPEN || sent >= chat.log.length) continue
    const activities = chat.log.slice(sent)
    client.send(JSON.stringify({ activities, watermark: String(chat.log.length) }))
    chat.sockets.set(client, chat.log.length)
  }
}
