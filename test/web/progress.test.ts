import { expect } from 'chai'
import { textsFor } from '../../src/web/texts.ts'
import { namesOfFlows } from '../stand-ins/names-of-flows.ts'

interface Step {
  readonly flow: string
  readonly prompt: string
  readonly stack: readonly string[]
  readonly done?: string
}

interface Progress {
  stepOf(activity: unknown): Step | null
  progressText(step: Step, texts: object): string
}

describe('the progress line', () => {
  let progress: Progress
  const say = (locale: 'en' | 'zh-CN', prompt: string, stack: readonly string[]) => {
    const { chat } = textsFor(locale)
    const flows = namesOfFlows(locale)
    const step = { flow: stack.at(-1) ?? 'menu', prompt, stack }
    return progress.progressText(step, { ...chat, flows })
  }

  before(async () => {
    progress = (await import(
      new URL('../../../public/progress.js', import.meta.url).href
    )) as Progress
  })

  it('names the job and the step', () => {
    expect(say('en', 'ask-mobile', ['retrieve-account'])).to.equal('Find my account · step 2 of 4')
    expect(say('zh-CN', 'ask-code', ['retrieve-account'])).to.equal('找回账号 · 第 4 步，共 4 步')
  })

  it('goes by the job the person began when another flow helps it', () => {
    expect(say('en', 'wait-for-page', ['retrieve-account', 'human-check'])).to.equal(
      'Find my account · step 3 of 4',
    )
  })

  it('goes by the person who is talked with, whatever was begun before', () => {
    const stack = ['retrieve-account', 'talk-to-support']
    expect(say('en', 'with-support', stack)).to.equal('Talk to a person')
    expect(say('en', 'confirm-case', stack)).to.equal('Talk to a person · step 2 of 2')
    expect(say('en', 'wait-for-page', ['talk-to-support', 'sign-in'])).to.equal('Talk to a person')
  })

  it('is ready when nothing runs, and guesses no number for a prompt it does not know', () => {
    expect(say('en', 'ask-what', [])).to.equal('Ready to help')
    expect(say('en', 'ask-something-new', ['retrieve-account'])).to.equal('Find my account')
    expect(say('en', 'ask-x', ['a-new-flow'])).to.equal('Ready to help')
  })

  it('says of the job that was just done that it is done, and of one it does not know nothing', () => {
    const { chat } = textsFor('en')
    const texts = { ...chat, flows: namesOfFlows('en') }
    const step = { flow: 'menu', prompt: 'ask-what', stack: [] }
    for (const done of ['talk-to-support', 'claim-account']) {
      expect(progress.progressText({ ...step, done }, texts), 'a case waits').to.match(/ · sent$/)
    }
    expect(progress.progressText({ ...step, done: 'retrieve-account' }, texts)).to.equal(
      'Find my account · done',
    )
    expect(progress.progressText({ ...step, done: 'a-new-flow' }, texts)).to.equal('Ready to help')
  })

  it('reads the step from an activity and survives strange ones', () => {
    const step = { type: 'latchkey/step', flow: 'menu', prompt: 'ask-what', stack: [] }
    expect(progress.stepOf({ entities: [{ type: 'mention' }, step] })).to.equal(step)
    for (const odd of [null, {}, { entities: 'x' }, { entities: [null, 1, {}] }]) {
      expect(progress.stepOf(odd)).to.equal(null)
    }
  })
})
