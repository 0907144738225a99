import { twelveDigits } from '../../src/domain/account-id.ts'
import { machine as caseMachine } from '../../dialogs/case/machine.ts'
import { linkWords } from '../../dialogs/words/shared.ts'
import { systemRandom } from '../../src/app/system.ts'
import { roundTheClock } from '../../src/domain/business-hours.ts'
import { caseStepper } from '../../src/flow/case.ts'
import { budgetsOf, usualBudgets, type BudgetPolicy } from '../../src/services/budgets.ts'
import { limitRules } from '../../src/services/limits.ts'
import { messageSchema, type Message } from '../../src/services/outbox.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { beginWork } from '../../src/services/unit-of-work.ts'
import type { Asking, ServiceDeps } from '../../src/services/use-case.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { account } from '../contracts/rows.ts'
import { movableClock } from './fixed-clock.ts'
import { owner } from './owner.ts'
import { defaultPolicy } from './world.ts'

type Place = Partial<Omit<Asking, 'work'>>

/** The services without the flows in front of them, so that a lock of theirs is tried when no chart asks first. */
export function createServices(given: { readonly budgets?: Partial<BudgetPolicy> } = {}) {
  const store = createMemoryStore()
  const clock = movableClock()
  const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
  const deps: ServiceDeps = {
    random: systemRandom,
    sealer,
    stepCase: caseStepper(caseMachine),
    supportHours: roundTheClock,
    redactRules: { region: 'CN', accountIds: twelveDigits },
    rules: limitRules(defaultPolicy),
    budgets: budgetsOf({ ...usualBudgets, ...given.budgets }),
    canTextTo: () => true,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    policy: { ...defaultPolicy, codeResendMs: 0 },
    publicUrl: 'http://localhost:3978',
    checksHumans: false,
    canText: true,
    directory: null,
    linkWords,
  }

  /** Runs something in a turn of a place, and commits what it staged. */
  async function turn<T>(place: Place, run: (asking: Asking) => Promise<T>): Promise<T> {
    const work = beginWork(store, clock.now())
    const answer = await run({
      work,
      conversation: 'c1',
      person: 'u1',
      source: null,
      flow: 'flow',
      run: 'r1',
      callerRun: 'caller',
      locale: 'en',
      isSignedInChannel: false,
      mark: () => {},
      announce: () => {},
      ...place,
    })
    const { outcome } = await work.commit()
    if (outcome !== 'committed') throw new Error(`the commit ${outcome}`)
    return answer
  }

  /** What waits to be sent, oldest first. */
  async function posted(): Promise<readonly Extract<Message, { kind: 'letter' }>[]> {
    const letters = []
    for await (const { row } of store.scan('outbox')) {
      const message = messageSchema.parse(JSON.parse(sealer.open(row.sealed) ?? ''))
      if (message.kind === 'letter') letters.push(message)
    }
    return letters
  }

  return {
    deps,
    store,
    clock,
    turn,
    posted,
    async add(partial: Parameters<typeof account>[1] = {}): Promise<void> {
      const row = account(owner.id, { ...owner, ...partial })
      await store.commit([{ collection: 'accounts', key: row.id, base: 0, row }])
    },
  }
}

export type Services = ReturnType<typeof createServices>
