import { openChat, type Chat, type ChatShape, type Heard } from '../stand-ins/chat.ts'
import type { Reachable } from '../stand-ins/program.ts'
import { victim, type Target } from './target.ts'

type Headings = Readonly<Record<string, string>>

/** What a form holds; undefined is left out. */
type Fields = Readonly<Record<string, string | undefined>>

// What attackers and owners do through the doors, in one line each.

/** Says several things, one after another; what answered the last. */
export async function say(chat: Chat, ...lines: readonly string[]): Promise<Heard> {
  let heard: Heard | null = null
  for (const line of lines) heard = await chat.say(line)
  return heard ?? chat.say('help')
}

/** A chat in which a code was asked for by mobile number. */
export async function asksForCode(
  target: Reachable,
  mobile: string,
  shape: ChatShape = {},
): Promise<Chat> {
  const chat = openChat(target, shape)
  await say(chat, 'find my account', 'mobile number', mobile)
  return chat
}

/** Digits that are not the code. */
export const wrongCode = (right: string, by = 1): string =>
  String((Number(right) + by) % 1_000_000).padStart(6, '0')

/** Signs a chat in by account ID and the code to the recovery mobile. */
export async function signsIn(
  target: Target,
  chat: Chat,
  person: { readonly id: string; readonly recoveryMobile: string } = victim,
): Promise<Heard> {
  await say(chat, 'sign in', 'use my account id and a code', person.id)
  return chat.say(await target.code(person.recoveryMobile))
}

/** A page as a person without a script has it. */
export interface Opened {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly html: string
  readonly nonce: string
  /** Sends the form with the nonce of this page. */
  send(fields: Fields, headers?: Headings): Promise<Opened>
}

async function opened(url: string, answer: Response): Promise<Opened> {
  const html = await answer.text()
  const nonce = /name="nonce"\s+value="([^"]+)"/u.exec(html)?.[1] ?? ''
  return {
    url,
    status: answer.status,
    headers: answer.headers,
    html,
    nonce,
    send: async (fields, headers = {}) => {
      const body = new URLSearchParams({ nonce })
      for (const [name, value] of Object.entries(fields)) {
        if (value === undefined) body.delete(name)
        else body.set(name, value)
      }
      return opened(url, await fetch(url, { method: 'POST', body, headers }))
    },
  }
}

/** Gets a page. */
export async function openPage(url: string, headers: Headings = {}): Promise<Opened> {
  return opened(url, await fetch(url, { headers }))
}

/** The newest link to a page in texts, on the host that the test talks to. */
export function linkTo(page: string, texts: readonly string[], { url }: Reachable): string {
  const pattern = new RegExp(`/p/${page}/[\\w-]+`, 'gu')
  const path = texts.flatMap((text) => [...text.matchAll(pattern)].map(([found]) => found)).at(-1)
  if (path === undefined)
    throw new Error(`no link to ${page} in: ${texts.join('\n').slice(0, 400)}`)
  return url + path
}

/** The sign-in page that a chat was offered, after the press that says whose chat it is. */
export async function signInPage(target: Reachable, chat: Chat): Promise<Opened> {
  const heard = await chat.say('sign in')
  const page = await openPage(linkTo('sign-in', [heard.body], target))
  return page.html.includes('value="mine"') ? page.send({ action: 'mine' }) : page
}

/** The page of a reset, by the link that was mailed to the login email. */
export async function resetPage(
  target: Target,
  email: string = victim.loginEmail,
): Promise<Opened> {
  await say(openChat(target), 'reset my password', email)
  return openPage(await resetLink(target, email))
}

/** The newest link of a reset that went to an address. */
export async function resetLink(
  target: Target,
  email: string = victim.loginEmail,
): Promise<string> {
  const mails = await target.sent(email)
  return linkTo(
    'reset-password',
    mails.map(({ text }) => text),
    target,
  )
}

/** A chat of our own page, over Direct Line. */
export interface WebChat {
  readonly token: string
  readonly conversation: string
  readonly user: string
  readonly cookie: string
  post(activity: object, headers?: Headings): Promise<Response>
  say(text: string): Promise<Response>
  read(): Promise<string>
}

/** Opens one. @param from an address that a trusted proxy wrote down */
export async function openWebChat({ url }: Reachable, from?: string): Promise<WebChat> {
  const source: Headings = from === undefined ? {} : { 'x-forwarded-for': from }
  const generated = await fetch(`${url}/directline/tokens/generate`, {
    method: 'POST',
    headers: source,
  })
  const cookie = (generated.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const { token, conversationId, userId } = (await generated.json()) as Record<string, string>
  const path = `${url}/directline/conversations/${conversationId}/activities`
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...source,
  }
  const post: WebChat['post'] = async (activity, more = {}) =>
    fetch(path, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(activity),
    })
  return {
    token: token ?? '',
    conversation: conversationId ?? '',
    user: userId ?? '',
    cookie,
    post,
    say: async (text) => post({ type: 'message', text }),
    read: async () => (await fetch(path, { headers })).text(),
  }
}

/**
 * Says something at the door for pages without scripts, and follows where that leads with the cookie, as a browser does;
 * `before` is the page it is said on.
 */
export async function formChat({ url }: Reachable, before: string, text: string): Promise<string> {
  const body = new URLSearchParams({ text })
  for (const [, name = '', value = ''] of before.matchAll(
    /name="(pass|state|question)"\s+value="([^"]*)"/gu,
  )) {
    body.set(name, value)
  }
  const answer = await fetch(`${url}/chat`, { method: 'POST', body, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null) return answer.text()
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const page = await fetch(new URL(location, url), { headers: { cookie } })
  return page.text()
}
