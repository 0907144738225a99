import type { Said } from '../../src/flow/reply.ts'
import type { PageForm, Pages, PageState, SecretPage } from '../../src/ports/pages.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { isPassing, turnOf, type Machine } from './machine.ts'

const minuteMs = 60_000
const mostTries = 4
const mostForms = 10

/** Those who use a machine: they wait for answers, say again what was apologised for, and load a page again. */
export class People {
  /** Which question each answer left, in order. */
  readonly steps: string[] = []
  readonly machine: Machine
  /** What was answered last. */
  last: Said | null = null
  #activities = 0

  constructor(machine: Machine) {
    this.machine = machine
  }

  /** Says something; the answer, once everything it caused was done. */
  async say(text: string, turn: Partial<Turn> = {}): Promise<void> {
    const { machine } = this
    for (let tries = 0; tries < mostTries; tries += 1) {
      this.#activities += 1
      const activityId = `a${this.#activities}`
      const answers = await machine.exchange(async ({ core }) =>
        core.turns.receive(turnOf({ text, activityId, receivedAt: machine.clock.now(), ...turn })),
      )
      await machine.settle()
      const said = this.#outcomeOf(answers.at(-1))
      machine.clock.pass(5_000)
      if (/RCV-\d{6}/.test(said?.text ?? '')) continue
      this.last = said ?? null
      this.steps.push(said === undefined ? 'nothing' : `${said.step.flow}/${said.step.prompt}`)
      return
    }
    throw new Error(`only apologies for: ${text}`)
  }

  /** The answer itself; for a change that was not known to be made, what was told of it by itself later. */
  #outcomeOf(answer: Said | undefined): Said | undefined {
    const isOpen = answer?.step.prompt === 'wait-for-directory'
    return isOpen ? (this.machine.told.at(-1) ?? answer) : answer
  }

  async sayAll(texts: readonly string[], turn: Partial<Turn> = {}): Promise<void> {
    for (const text of texts) await this.say(text, turn)
  }

  /** The digits in the newest code to a number or an address. */
  codeFor(to: string): string {
    const found = [...this.machine.sent.values()].findLast(
      (each) => each.to === to && each.template === 'code',
    )
    const code = /(?<!\d)\d{6}(?!\d)/.exec(found?.text ?? '')?.[0]
    if (code === undefined) throw new Error(`no code came to ${to}`)
    return code
  }

  /** A code that was not sent. */
  wrongCodeFor(to: string): string {
    const code = this.codeFor(to)
    return `${code.slice(0, 5)}${(Number(code.slice(5)) + 1) % 10}`
  }

  /** Where a message of a kind to an address leads. */
  linkFor(page: SecretPage, { to, template }: { readonly to: string; readonly template: string }) {
    const pattern = new RegExp(`/p/${page}/([\\w-]+)`)
    const links = [...this.machine.sent.values()].flatMap((each) =>
      each.to === to && each.template === template ? (pattern.exec(each.text)?.[1] ?? []) : [],
    )
    const link = links.at(-1)
    if (link === undefined) throw new Error(`no ${template} with a link came to ${to}`)
    return link
  }

  /** Fills a page's forms until there is nothing to send, or its link is used up. */
  async fill(
    page: SecretPage,
    token: string,
    formFor: (state: PageState) => PageForm | null,
  ): Promise<void> {
    const { machine } = this
    const browser: Browser = { passwordKey: undefined }
    for (let forms = 0; forms < mostForms; forms += 1) {
      const isOver = await machine
        .exchange(async ({ core }) => sendForm(core.pages, { page, token, browser, formFor }))
        .catch((error: unknown) => {
          if (isPassing(error)) return false
          throw error
        })
      await machine.settle()
      if (isOver) return
      machine.clock.pass(5_000)
    }
    throw new Error(`the ${page} page comes to no end`)
  }

  /** So long that nothing has to be waited for any more. */
  rest(): void {
    this.machine.clock.pass(61 * minuteMs)
  }
}

/** What a browser keeps between two forms of a page. */
interface Browser {
  passwordKey: string | undefined
}

interface Filling {
  readonly page: SecretPage
  readonly token: string
  readonly browser: Browser
  readonly formFor: (state: PageState) => PageForm | null
}

/** Loads a page and sends its form; whether nothing is left to be sent. */
async function sendForm(
  pages: Pages,
  { page, token, browser, formFor }: Filling,
): Promise<boolean> {
  const state = await pages.look(page, token)
  const form = state === null ? null : formFor(state)
  if (state === null || form === null) return true
  const { passwordKey } = browser
  const next = await pages.submit(page, token, { nonce: state.nonce, ...form, passwordKey })
  if (next === null || next === 'foreign') return false
  browser.passwordKey = next.passwordKey ?? passwordKey
  return next.now.step === 'done'
}
