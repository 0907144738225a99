import { expect } from 'chai'
import { calling, flowSetup, working, type At } from '../../src/flow/flow-setup.ts'

interface Context extends Record<string, unknown> {
  readonly mask: string
}

const done = { target: 'finished' } as const

describe('a state that waits for an effect', () => {
  it('requests the effect when it is entered, with what the context holds', () => {
    const { tags, entry } = calling(
      'confirm-mobile',
      ({ context }: At<Context>) => ({ mask: context.mask }),
      done,
    )
    const effect = entry.params({
      context: { mask: '••34' },
      event: { type: 'code.accepted', at: 1 },
    })
    expect(tags).to.equal('working')
    expect(effect).to.deep.equal({
      type: 'flow.call',
      flow: 'confirm-mobile',
      given: { mask: '••34' },
    })
  })

  it('has a transition for every answer, or does not compile', () => {
    const { on } = working('password.change', () => ({ purpose: 'bind-email', hash: null }), {
      'password.changed': done,
      'password.refused': done,
      'password.rejected': done,
    })
    expect(on).to.have.all.keys('password.changed', 'password.refused', 'password.rejected')
    // @ts-expect-error an answer is forgotten
    working('session.find', null, { 'session.found': done })
    // @ts-expect-error no other event is an answer to this effect
    working('password.drop', null, { 'password.dropped': done, 'session.missing': done })
    // @ts-expect-error no effect has this name
    working('password.dropp', null, { 'password.dropped': done })
    // @ts-expect-error the effect asks for another page
    working('page.offer', { page: 'inbox' }, { 'page.offered': done, 'page.unneeded': done })
  })

  it('gives a flow what that flow takes, or does not compile', () => {
    expect(calling('human-check', null, done).on).to.deep.equal({ 'flow.returned': done })
    // @ts-expect-error a mask is needed
    calling('confirm-mobile', null, done)
    // @ts-expect-error a sign-in needs to be told whose
    calling('verify-identity', { purpose: 'sign-in' }, done)
    // @ts-expect-error no flow has this name
    calling('confirm-mobil', { mask: '' }, done)
  })

  it('names guards and actions of its chart, or does not compile', () => {
    const { createMachine } = flowSetup<Context, 'human-check', never>()
    const fixed = { context: { mask: '' }, output: { passed: false }, initial: 'checking' } as const
    const finished = { type: 'final' } as const
    const checking = calling('human-check', null, { guard: 'isHuman', target: 'finished' })
    const chart = createMachine({ ...fixed, states: { checking, finished } })
    expect(chart.root.states['checking']?.tags).to.deep.equal(['working'])
    const misspelt = calling('human-check', null, { guard: 'isHumann', target: 'finished' })
    // @ts-expect-error no guard has this name
    createMachine({ ...fixed, states: { checking: misspelt, finished } })
  })
})
