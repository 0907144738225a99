import type { Chat, Heard, Json } from './chat.ts'
import { openChat, emulatorEnvelope } from './chat.ts'
import { codeIn, eventually, inboxOf, type Reachable } from './program.ts'

/** One conversation as a person would have it. */
export interface Scene {
  /** Also the name of its file. */
  readonly name: string
  readonly locale: 'en' | 'zh-CN'
  /**
   * A line for each message: words, or `{code +86…}` for the newest code that was texted there. A line that begins with
   * `+ ` presses a button.
   */
  readonly lines: readonly string[]
  /** Where it has to end: `flow/prompt`. */
  readonly ends: string
}

/** How a scene went. */
export interface Played {
  readonly text: string
  readonly ends: string
  /** Replies in their order, as they were said. */
  readonly replies: readonly string[]
}

/** Keeps what differs from run to run out of a transcript: links, two words, times, and the end of a mask, which may be
 * a decoy's. */
function steady(text: string): string {
  return text
    .replaceAll(/(•{8})\d\d(?!\d)/gu, '$1{2}')
    .replaceAll(/https?:\/\/\S+/gu, '{link}')
    .replaceAll(/(two words: |两个词：)[^.。]+/gu, '$1{two words}')
    .replaceAll(
      /[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M [A-Z]+(?:[+-]\d{1,2})?|\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d（[^）]+）/gu,
      '{time}',
    )
}

function buttonsOf(reply: Json | undefined): readonly string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      const { title, type } = value as { title?: unknown; type?: unknown }
      const isButton =
        typeof type === 'string' && /^(?:imBack|postBack|messageBack|openUrl|Action\.)/u.test(type)
      if (isButton && typeof title === 'string') found.push(title)
      Object.values(value).forEach(walk)
    }
  }
  walk(reply)
  return [...new Set(found)]
}

function told(heard: Heard): string {
  const buttons = buttonsOf(heard.replies.at(-1))
  const shown = buttons.length === 0 ? '' : `\n[${buttons.join('] [')}]`
  return steady(`${heard.text}${shown}`)
}

/** How many codes a number had got when its last one was used. */
type Used = Map<string, number>

async function codesTo(program: Reachable, to: string) {
  const messages = await inboxOf(program, to)
  return messages.filter(({ template }) => template === 'code')
}

/** The code that was texted last, once there is a newer one than the last that was used. */
async function nextCode(program: Reachable, used: Used, to: string): Promise<string> {
  const codes = await eventually(`a code to ${to}`, async () => {
    const found = await codesTo(program, to)
    return found.length > (used.get(to) ?? 0) ? found : null
  })
  used.set(to, codes.length)
  return codeIn(codes.at(-1))
}

async function deliverLine(
  {
    program,
    chat,
    used,
  }: { readonly program: Reachable; readonly chat: Chat; readonly used: Used },
  line: string,
): Promise<Heard> {
  if (line.startsWith('+ ')) return chat.press(line.slice(2))
  const to = /\{code ([^}]+)\}/u.exec(line)?.[1]
  if (to === undefined) return chat.say(line)
  return chat.say(line.replace(`{code ${to}}`, await nextCode(program, used, to)))
}

/** Plays a scene in a chat of its own, through the messages endpoint. */
export async function playScene(program: Reachable, scene: Scene): Promise<Played> {
  const { locale, lines } = scene
  const envelope = { ...emulatorEnvelope(scene.name, `person-${scene.name}-${locale}`), locale }
  const chat = openChat(program, { envelope })
  const used: Used = new Map()
  for (const { to, template } of await inboxOf(program)) {
    if (template === 'code') used.set(to, (used.get(to) ?? 0) + 1)
  }
  const parts: string[] = []
  const replies: string[] = []
  for (const line of lines) {
    const heard = await deliverLine({ program, chat, used }, line)
    replies.push(heard.text)
    parts.push(`> ${line}\n\n${told(heard)}`)
  }
  const { step } = chat.last()
  const ends = step === null ? 'nowhere' : `${step.flow}/${step.prompt}`
  return { text: `${parts.join('\n\n')}\n\n(${ends})\n`, ends, replies }
}
