import { twelveDigits } from '../../src/domain/account-id.ts'
import { createCore, type Core, type CoreDeps } from '../../src/app/core.ts'
import { systemRandom } from '../../src/app/system.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { account } from '../contracts/rows.ts'
import { createDirectoryStore } from '../../src/directories/directory-store.ts'
import type { Account } from '../../src/domain/account.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { ProactiveMessage } from '../../src/ports/chat-sender.ts'
import type { OutgoingMessage } from '../../src/ports/messenger.ts'
import type { Store } from '../../src/ports/store.ts'
import { roundTheClock } from '../../src/domain/business-hours.ts'
import { createPasswordHasher, decoyHash } from '../../src/hashing/password-hasher.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { standInDesk, type StandInDesk } from './desk.ts'
import { movableClock, type MovableClock } from './fixed-clock.ts'

const minuteMs = 60_000

/** The program without its doors, over a memory store, with a clock that is moved by hand. */
export interface World {
  readonly core: Core
  /** The channels of the people of support. */
  readonly desk: StandInDesk
  /** Reads accounts where they live. */
  readonly store: Store
  /** What is stored, without any directory. */
  readonly kept: Store
  readonly clock: MovableClock
  /** What went to phones and mailboxes, oldest first. */
  readonly sent: OutgoingMessage[]
  /** What was said in chats without having been asked. */
  readonly proactive: ProactiveMessage[]
  /** Log lines that tell of an outage or a bug. */
  readonly troubles: { event: string; fields: unknown }[]
  /** One delivery, as a door would make it; the answer once everything it caused has been delivered. */
  deliver(turn: Partial<Turn>): Promise<readonly Said[]>
  /** Words typed by the default person in the default chat; the one message that answers them. */
  say(text: string, turn?: Partial<Turn>): Promise<Said>
  add(...accounts: Partial<Account>[]): Promise<void>
  /** The six digits in the newest text to a number. */
  codeFor(number: string): string
}

/** The numbers of `.env.example`, in milliseconds where they are times. */
export const defaultPolicy: CoreDeps['policy'] = {
  codeLifetimeMs: 5 * minuteMs,
  codeMaxAttempts: 5,
  codeResendMs: minuteMs,
  linkLifetimeMs: 30 * minuteMs,
  sessionIdleMs: 15 * minuteMs,
  holdMs: 24 * 60 * minuteMs,
  undoMs: 72 * 60 * minuteMs,
  flowIdleMs: 10 * minuteMs,
  accountFailuresPerDay: 10,
  sendsPerNumberPerHour: 5,
  directoryTries: 3,
}

/** Makes a world; whatever a test leaves out is what the program does by default, without the human check. */
export function createWorld(overrides: Partial<CoreDeps> = {}): World {
  const clock = movableClock()
  const sent: OutgoingMessage[] = []
  const proactive: ProactiveMessage[] = []
  const troubles: World['troubles'] = []
  const kept = overrides.store ?? createMemoryStore()
  const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
  const { directory = null } = overrides
  const store = directory === null ? kept : createDirectoryStore({ store: kept, directory, sealer })
  const desk = standInDesk()
  const note = (event: string, fields?: unknown) => {
    troubles.push({ event, fields })
  }
  const core = createCore({
    clock,
    random: systemRandom,
    sealer,
    log: { debug() {}, info() {}, warn: note, error: note },
    messenger: {
      async deliver(message) {
        sent.push(message)
      },
      async pretend() {},
      async close() {},
    },
    chat: {
      async send(message) {
        proactive.push(message)
      },
    },
    chatReturn: { wayBack: async () => ({ kind: 'none' }) },
    deskChannel: desk.channel,
    triageKey: 'a-triage-key-of-16',
    supportHours: roundTheClock,
    hasher: { ...createPasswordHasher({ cost: 4 }), decoyHash: decoyHash(4) },
    policy: defaultPolicy,
    settings: {
      defaultRegion: 'CN',
      allowDocumentationIps: true,
      accountIds: twelveDigits,
      canText: true,
    },
    publicUrl: 'http://localhost:3978',
    checksHumans: false,
    providerName: 'Example Cloud',
    assistantName: 'Latchkey',
    timeZone: 'UTC',
    defaultLocale: 'en',
    ...overrides,
    store,
  })
  let activities = 0

  async function deliver(turn: Partial<Turn>): Promise<readonly Said[]> {
    activities += 1
    const usual = { chatChannel: 'test', tenantId: '', conversationId: 'c1', userId: 'u1' }
    const { address = usual } = turn
    const conversation = { id: address.conversationId }
    const said = await core.turns.receive({
      address,
      kind: 'said',
      activityId: `a${activities}`,
      text: '',
      submission: null,
      localeTag: null,
      reference: JSON.stringify({ channelId: 'webchat', conversation }),
      isSignedInChannel: false,
      group: null,
      receivedAt: clock.now(),
      ...turn,
    })
    await core.courier.idle()
    return said
  }

  return {
    core,
    desk,
    store,
    kept,
    clock,
    sent,
    proactive,
    troubles,
    deliver,
    async say(text, turn = {}) {
      const [said, ...more] = await deliver({ text, ...turn })
      if (said === undefined || more.length > 0) throw new Error(`not one answer to: ${text}`)
      return said
    },
    async add(...accounts) {
      const changes = accounts.map((partial) => {
        const row = account('100000000012', partial)
        return { collection: 'accounts', key: row.id, base: 0, row } as const
      })
      await store.commit(changes)
    },
    codeFor(number) {
      const code = sent.findLast(({ to, template }) => to === number && template === 'code')
      return /\b\d{6}\b/.exec(code?.text ?? '')?.[0] ?? 'no code was sent'
    },
  }
}
