import { expect } from 'chai'
import type { Effect } from '../../src/flow/effect.ts'
import type { UseCases } from '../../src/services/perform.ts'
import type { UseCase } from '../../src/services/use-case.ts'

// What is held here is held by the compiler: each directive fails the build when the line below it compiles.

const dropped: UseCase<'password.drop'> = {
  reads: null,
  mark: null,
  perform: async () => ({ type: 'password.dropped' }),
}

const foreign: UseCase<'password.drop'> = {
  reads: null,
  mark: null,
  // @ts-expect-error an answer that belongs to another effect
  perform: async () => ({ type: 'password.changed' }),
}

// @ts-expect-error a use case that does not say what it reads and what it leaves on the trail
const silent: UseCase<'password.drop'> = { perform: dropped.perform }

// @ts-expect-error a table that leaves an effect out
const incomplete = (all: Omit<UseCases, 'code.send'>): UseCases => all

// @ts-expect-error the use case of another effect
const exchanged: Pick<UseCases, 'lock.explain'> = { 'lock.explain': dropped }

describe('the contract of an effect', () => {
  it('is kept by its use case, or nothing compiles', () => {
    const effect: Effect<'password.drop'> = { type: 'password.drop' }
    expect(effect.type).to.equal('password.drop')
    expect([foreign, silent, exchanged, incomplete]).to.have.length(4)
  })
})
