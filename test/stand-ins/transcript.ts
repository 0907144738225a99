import { expect } from 'chai'
import type { Chat } from './chat.ts'
import { codeIn, inboxOf, messagesTo, type Reachable } from './program.ts'

/** A chat, and the program whose inbox its codes are read in. */
export interface Stage {
  readonly program: Reachable
  readonly chat: Chat
}

/** Messages that were in the inbox when a number was last looked at, by number. */
type Seen = Map<string, number>

function fragmentsOf(text: string): readonly string[] {
  return text
    .split('…')
    .map((fragment) => fragment.trim())
    .filter((fragment) => fragment !== '')
}

/** The fragments must stand in the text, in their order. */
function expectFragments(text: string, told: string, line: string): void {
  let from = 0
  for (const fragment of fragmentsOf(told)) {
    const at = text.indexOf(fragment, from)
    expect(at, `“${line}”, but it said: ${text}`).to.be.at.least(0)
    from = at + fragment.length
  }
}

async function codeFor({ program }: Stage, seen: Seen, to: string): Promise<string> {
  const messages = await messagesTo(program, to, (seen.get(to) ?? 0) + 1)
  seen.set(to, messages.length)
  return codeIn(messages.at(-1))
}

async function filled(stage: Stage, seen: Seen, text: string): Promise<string> {
  const asked = /\{(code|wrong) ([^}]+)\}/.exec(text)
  if (asked === null) return text
  const [whole, kind, to = ''] = asked
  const code = await codeFor(stage, seen, to)
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  return text.replace(whole, kind === 'code' ? code : wrong)
}

function fieldsIn(text: string): Record<string, string> {
  const entries = text.split(';').map((field) => {
    const [name = '', ...value] = field.split('=')
    return [name.trim(), value.join('=').trim()] as const
  })
  return Object.fromEntries(entries)
}

function expectReply({ chat }: Stage, told: string, line: string): void {
  const heard = chat.last()
  const [step = '', ...rest] = told.split(': ')
  expect(heard.replies, `“${line}” is one message`).to.have.lengthOf(1)
  if (step !== '*') {
    const at = heard.step === null ? 'nowhere' : `${heard.step.flow}/${heard.step.prompt}`
    expect(at, `“${line}”, but it said: ${heard.text}`).to.equal(step)
  }
  expectFragments(heard.text, rest.join(': '), line)
}

async function expectMessage(stage: Stage, seen: Seen, line: string): Promise<void> {
  const [, to = '', told = ''] = /^! (\+\d+):?(.*)$/.exec(line) ?? []
  const messages = await messagesTo(stage.program, to, (seen.get(to) ?? 0) + 1)
  seen.set(to, messages.length)
  expectFragments(messages.at(-1)?.text ?? '', told, line)
}

async function playLine(stage: Stage, seen: Seen, line: string): Promise<void> {
  const { chat } = stage
  const rest = line.slice(2)
  switch (line.slice(0, 2)) {
    case '> ':
      await chat.say(await filled(stage, seen, rest))
      break
    case '+ ':
      await chat.press(rest)
      break
    case '= ':
      await chat.submit(fieldsIn(await filled(stage, seen, rest)))
      break
    case '< ':
      expectReply(stage, rest, line)
      break
    case '! ':
      await expectMessage(stage, seen, line)
      break
    default:
      throw new Error(`no such line in a transcript: ${line}`)
  }
}

/**
 * Plays a conversation, a line at a time.
 *
 * `> words` says them, `{code +86…}` and `{wrong +86…}` standing for the digits of the newest text to a number and
 * for others; `+ choice` presses a card's button; `= value=…; country=…` sends a card's fields; `< flow/prompt: some
 * … words` is the one message that answered, `*` for any step; `! +86…: some … words` is a text that arrived since.
 */
export async function play(stage: Stage, script: string): Promise<void> {
  const seen: Seen = new Map()
  for (const { to } of await inboxOf(stage.program)) seen.set(to, (seen.get(to) ?? 0) + 1)
  const lines = script.split('\n').map((line) => line.trim())
  for (const line of lines.filter((each) => each !== '')) await playLine(stage, seen, line)
}
