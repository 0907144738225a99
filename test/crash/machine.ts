import type { CoreDeps } from '../../src/app/core.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { ServiceError } from '../../src/errors.ts'
import { keyOf, type CollectionName } from '../../src/ports/collections.ts'
import type { Directory } from '../../src/ports/directory.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { OutgoingMessage } from '../../src/ports/messenger.ts'
import type { Random } from '../../src/ports/random.ts'
import type { Store } from '../../src/ports/store.ts'
import { standInDesk } from '../stand-ins/desk.ts'
import { movableClock } from '../stand-ins/fixed-clock.ts'
import { createWorld, type World } from '../stand-ins/world.ts'
import { drawFrom, type Draw, type Plan, Points } from './faults.ts'
import { Ended, Life } from './life.ts'
import { Model } from './model.ts'
import { chatAway, gatewayAway, watchDesk, watchDirectory, watchStore } from './watched.ts'

/** Where the store of a machine lies, whatever ends around it. */
export interface Home {
  open(life: Life): Promise<Store>
  /** The same store beside every process, where that can be: what is only looked at is no step, and no fault hits it. */
  readonly beside?: Store
  /** Resolves when nothing goes on in the background. */
  idle(): Promise<void>
  /** What a loss of power does to it. */
  losePower(): Promise<void>
  /** Does what a refusal to open tells the operator to do; false when it tells nothing that can be done. */
  obey(refusal: ServiceError): Promise<boolean>
}

/** What a machine is made from. */
export interface MachineOptions {
  readonly home: Home
  readonly plans: readonly Plan[]
  readonly seed: number
  /** Where accounts live outside of the store; null where it is their home. */
  readonly directory: ((now: () => number) => Directory) | null
}

const mostStarts = 8
/** A channel that heard nothing delivers again. */
const redeliveryMs = 16_000
/** What a process that died had claimed is claimed again after that. */
const leaseMs = 21_000
const mostRounds = 8
const dayMs = 86_400_000

/** An outage: whoever asked is told so, and asks again. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ServiceError && error.retryable

function randomOf(draw: Draw): Random {
  return {
    below: (limit) => draw.below(limit),
    bytes: (size) => Uint8Array.from({ length: size }, () => draw.below(256)),
  }
}

/** One machine, the processes that run on it one after another, and what is outside of it and remembers. */
export class Machine {
  readonly clock = movableClock()
  readonly points: Points
  /** What the gateway took, by the id it knows a repeat by. */
  readonly sent = new Map<string, OutgoingMessage>()
  /** What was said in chats without having been asked. */
  readonly told: Said[] = []
  readonly desk = standInDesk()
  readonly directory: Directory | null
  readonly model = new Model((collection, row) => keyIn(collection, row))
  starts = 0
  readonly #home: Home
  readonly #random: Random
  #life: Life
  #store: Store | null = null
  #world: World | null = null

  constructor({ home, plans, seed, directory }: MachineOptions) {
    this.#home = home
    this.points = new Points(plans, drawFrom(seed + 2))
    this.#random = randomOf(drawFrom(seed))
    this.directory = directory?.(() => this.clock.now()) ?? null
    this.#life = new Life(this.points)
    this.#life.finish('process')
  }

  /** The process that runs, started again where it has ended. What it finds is what was acknowledged. */
  async up(): Promise<{ readonly world: World; readonly life: Life }> {
    let refusal: unknown = null
    for (let tries = 0; this.#life.end !== null; tries += 1) {
      if (tries >= mostStarts) throw new Error('it does not start any more', { cause: refusal })
      await this.#store?.close().catch(() => {})
      this.#store = null
      if (this.#life.end === 'machine') await this.#home.losePower()
      refusal = await this.#start()
    }
    if (this.#world === null) throw new Error('it was never started')
    return { world: this.#world, life: this.#life }
  }

  /** Starts a process; answers what it refused to start with, if it did. */
  async #start(): Promise<unknown> {
    const life = new Life(this.points)
    this.#life = life
    this.starts += 1
    try {
      const store = await this.#home.open(life)
      this.#store = store
      await this.model.reconcile(store)
      this.#world = this.#worldOn(store, life)
      return null
    } catch (error) {
      if (life.end !== null) return error
      if (!(error instanceof ServiceError)) throw error
      life.finish('process')
      if (error.code === 'ERR_STORE_CORRUPT' && !(await this.#home.obey(error))) throw error
      return error
    }
  }

  #worldOn(store: Store, life: Life): World {
    const { clock, directory } = this
    const outside = directory === null ? {} : { directory: watchDirectory(directory, life) }
    return createWorld({
      store: watchStore(store, life, this.model),
      clock,
      random: this.#random,
      messenger: this.#gateway(life),
      chat: this.#chat(life),
      deskChannel: watchDesk(this.desk.channel, life),
      ...outside,
    })
  }

  #gateway(life: Life): CoreDeps['messenger'] {
    return {
      deliver: async (message) =>
        life.take('gateway takes a letter', async () => this.#take(message), gatewayAway),
      pretend: async () => life.take('gateway pretends', async () => {}),
      close: async () => {},
    }
  }

  /** @throws Error for a message that was not committed, is too late, or says what was sent under another id */
  #take(message: OutgoingMessage): void {
    const row = this.model.row('outbox', message.id)
    if (row === null) throw new Error(`${message.template} was sent, and never committed`)
    const { expiresAt } = JSON.parse(row) as { readonly expiresAt: number }
    if (expiresAt <= this.clock.now()) throw new Error(`an expired ${message.template} was sent`)
    const before = this.sent.get(message.id)
    if (before !== undefined && before.text !== message.text) {
      throw new Error(`two messages have the id ${message.id}`)
    }
    this.sent.set(message.id, message)
  }

  #chat(life: Life): CoreDeps['chat'] {
    return {
      send: async ({ said }) =>
        life.take('chat is told', async () => void this.told.push(...said), chatAway),
    }
  }

  /** Has the process do something until its answer arrives, as a channel or a browser would. */
  async exchange<T>(work: (world: World) => Promise<T>): Promise<T> {
    for (;;) {
      const { world, life } = await this.up()
      try {
        const answer = await work(world)
        await life.take('reply arrives', async () => {})
        return answer
      } catch (error) {
        if (life.end === null) throw error
      }
      this.clock.pass(redeliveryMs)
      await this.settle()
    }
  }

  /**
   * Lets everything be done that waits: what is to be sent, and what a directory was asked. A password that only a
   * browser can open again stays.
   */
  async settle(): Promise<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      const isQuiet = await this.#round()
      if (isQuiet) return
      this.clock.pass(leaseMs)
    }
    if (!(await this.#isEmpty('outbox'))) throw new Error('a message is never done')
  }

  /** As {@link settle}, for a day: nothing waits any more then. */
  async settleAll(): Promise<void> {
    await this.settle()
    if (await this.#isEmpty('intents')) return
    this.clock.pass(dayMs)
    await this.settle()
    if (!(await this.#isEmpty('intents'))) throw new Error('a change outside is never concluded')
  }

  /** Does what is due; whether nothing is left. */
  async #round(): Promise<boolean> {
    const { world, life } = await this.up()
    const { courier, attendOutside } = world.core
    try {
      courier.wake()
      await courier.idle()
      await attendOutside()
      await courier.idle()
      await this.#home.idle()
      if (life.end !== null) return false
      return (await this.#isEmpty('outbox')) && (await this.#isEmpty('intents'))
    } catch (error) {
      // As a sweeper does: what failed is tried again in its next round.
      if (life.end === null && !isPassing(error)) throw error
      return false
    }
  }

  /** What is stored, read beside the process. */
  get store(): Store {
    const store = this.#home.beside ?? this.#store
    if (store === null) throw new Ended()
    return store
  }

  async #isEmpty(waiting: 'outbox' | 'intents'): Promise<boolean> {
    for await (const _ of this.store.scan(waiting)) return false
    return true
  }

  /** Cuts the power now, and starts again: what was acknowledged is on the platter. */
  async cutPower(): Promise<void> {
    this.#life.finish('machine')
    await this.up()
  }

  async stop(): Promise<void> {
    this.#life.finish('process')
    await this.#store?.close().catch(() => {})
  }
}

function keyIn(collection: CollectionName, row: object): string {
  return keyOf(collection, row as never)
}

/** A delivery as the channel of a test makes it. */
export function turnOf(given: Partial<Turn> & Pick<Turn, 'receivedAt' | 'activityId'>): Turn {
  return {
    address: { chatChannel: 'test', tenantId: '', conversationId: 'c1', userId: 'u1' },
    kind: 'said',
    text: '',
    submission: null,
    localeTag: null,
    reference: 'reference',
    isSignedInChannel: false,
    group: null,
    ...given,
  }
}
