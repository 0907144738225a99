import { expect } from 'chai'
import { desk } from '../../dialogs/desk/index.ts'
import { assistant } from '../../dialogs/index.ts'
import { offeredSteps } from '../../src/domain/support-case.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { textsFor } from '../../src/web/texts.ts'
import { namesOfFlows } from '../stand-ins/names-of-flows.ts'

interface Step {
  readonly flow: string
  readonly prompt: string
  readonly stack: readonly string[]
}

interface Progress {
  readonly journeys: Readonly<
    Record<string, { readonly of: number; readonly at: Readonly<Record<string, number>> }>
  >
  progressText(step: Step, texts: object): string
}

const dialogs = [...assistant.dialogs.values()]

/** What a desk reads when this flow was offered to a user. */
function namedAtDesk(flow: string, locale: Locale): string {
  const event = { code: 'offered', detail: flow, until: null }
  const line = { at: 0, by: 'agent', kind: 'event', name: 'Mei', text: '', event } as const
  return JSON.stringify(desk.lineCard(1, line, locale))
}

describe('the name of a flow', () => {
  let progress: Progress

  before(async () => {
    progress = (await import(
      new URL('../../../public/progress.js', import.meta.url).href
    )) as Progress
  })

  for (const locale of locales) {
    it(`is there for every flow, and no other flow has it: ${locale}`, () => {
      const names = dialogs.map(({ name }) => name(locale))
      for (const name of names) expect(name).to.match(/\S/)
      expect(new Set(names)).to.have.lengthOf(names.length)
    })

    it(`is the same in the menu, above the chat and at the desk: ${locale}`, () => {
      const { chat } = textsFor(locale)
      for (const { id, name, entry } of dialogs) {
        expect(entry?.(locale).label ?? name(locale), id).to.equal(name(locale))
        const step = { flow: id, prompt: 'ask-something-new', stack: [id] }
        const shown = progress.progressText(step, { ...chat, flows: namesOfFlows(locale) })
        expect(shown, id).to.equal(name(locale))
        expect(namedAtDesk(id, locale), id).to.include(name(locale))
      }
    })

    it(`is understood after the order to offer it: ${locale}`, () => {
      for (const step of offeredSteps) {
        const name = assistant.dialogs.get(step)?.name(locale)
        expect(desk.words.step[step], step).to.include(name?.toLowerCase())
      }
    })
  }
})

describe('the progress line', () => {
  it('numbers only flows that can be asked for, and prompts that are there', async () => {
    const { journeys } = (await import(
      new URL('../../../public/progress.js', import.meta.url).href
    )) as Progress
    const prompts = dialogs.flatMap(({ id, prompts: own }) =>
      own.flatMap((prompt) => [prompt, `${id}/${prompt}`]),
    )
    for (const [flow, { of, at }] of Object.entries(journeys)) {
      expect(dialogs.find(({ id }) => id === flow)?.entry, flow).to.be.a('function')
      expect(prompts).to.include.members(Object.keys(at))
      expect(Math.max(...Object.values(at)), flow).to.equal(of)
    }
  })
})
