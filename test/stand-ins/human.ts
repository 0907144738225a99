import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'

/** A page as a person without a browser gets it. */
export interface Page {
  readonly status: number
  readonly html: string
}

/** The form on the human check's page, ready to be sent. */
export interface CheckForm extends Page {
  readonly nonce: string
  /** Does the work the page asks for, as the widget does, and answers with what it would send. */
  solve(): Promise<string>
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The address of a page in a message, on the host the test talks to. */
export function linkIn(text: string, origin: string): string {
  const link = /https?:\/\/[^\s]+\/p\/check\/[\w-]+/.exec(text)?.[0]
  if (link === undefined) throw new Error(`there is no link in: ${text}`)
  return origin + new URL(link).pathname
}

async function solved(challengeJson: string): Promise<string> {
  const challenge = JSON.parse(challengeJson) as Challenge
  const solution = await solveChallenge({ challenge, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

/** Gets the page of the human check. */
export async function openCheck(link: string): Promise<CheckForm> {
  const answer = await fetch(link)
  const html = await answer.text()
  const nonce = /name="nonce"\s+value="([^"]+)"/.exec(html)?.[1] ?? ''
  const challenge = /challenge="([^"]+)"/.exec(html)?.[1] ?? ''
  return { status: answer.status, html, nonce, solve: async () => solved(unescaped(challenge)) }
}

/** Sends the form. */
export async function sendCheck(
  link: string,
  fields: Readonly<Record<string, string>>,
): Promise<Page> {
  const answer = await fetch(link, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: answer.status, html: await answer.text() }
}

/** Goes through the human check as a person does. */
export async function passCheck(link: string): Promise<Page> {
  const form = await openCheck(link)
  return sendCheck(link, { nonce: form.nonce, altcha: await form.solve() })
}
