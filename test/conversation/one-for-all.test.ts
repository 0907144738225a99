import { expect } from 'chai'
import * as fc from 'fast-check'
import type { Said } from '../../src/flow/reply.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const minuteMs = 60_000

/** Everything a requester can see of an answer; what only names the moment is left out. */
const seen = ({ text, choices, form, link, step, locale }: Said) => ({
  text,
  choices,
  form,
  link,
  step,
  locale,
})

/** Accounts that a stranger must not be able to tell from none, each found by the same words. */
const kinds: Readonly<Record<string, (world: World) => Promise<void>>> = {
  unknown: async () => {},
  known: async (world) => {
    await world.add({
      recoveryMobile: '+8613800138000',
      loginEmail: 'li.wei@example.com',
      servers: [{ ip: '203.0.113.10' }],
    })
  },
  disabled: async (world) => {
    await world.add({
      status: 'disabled',
      recoveryMobile: '+8613800138000',
      servers: [{ ip: '203.0.113.10' }],
    })
  },
  unproven: async (world) => {
    await world.add({
      recoveryMobile: '+8613800138000',
      unverified: ['recoveryMobile'],
      servers: [{ ip: '203.0.113.10' }],
    })
  },
  mobileless: async (world) => {
    await world.add({ recoveryMobile: null, servers: [{ ip: '203.0.113.10' }] })
  },
  shared: async (world) => {
    await world.add(
      { recoveryMobile: '+8613800138000', servers: [{ ip: '203.0.113.10' }] },
      {
        id: '100000000013',
        recoveryMobile: '+8613800138000',
        servers: [{ ip: '203.0.113.10' }],
      },
    )
  },
}

/** Words that never hold a right code: a wrong one is wrong for everybody. */
const words = [
  'find my account',
  'mobile number',
  'account id',
  'server ip',
  '13800138000',
  '+86 138 0013 8000',
  '100000000012',
  '203.0.113.10',
  '13800138001',
  'wrong code',
  'resend',
  'back',
  'help',
  'status',
  'why',
  'repeat',
  'start over',
  'cancel',
  'yes',
  'no',
  '中文',
  'i got nothing',
  'a person',
] as const

async function transcript(kind: string, script: readonly (string | number)[]): Promise<unknown[]> {
  const world = createWorld()
  await kinds[kind]?.(world)
  const heard: unknown[] = []
  for (const line of script) {
    if (typeof line === 'number') world.clock.pass(line)
    else {
      const code = world.codeFor('+8613800138000')
      const wrong = code === '000000' ? '000001' : '000000'
      heard.push(seen(await world.say(line === 'wrong code' ? wrong : line)))
    }
  }
  expect(world.troubles).to.deep.equal([])
  return heard.map((said) => JSON.stringify(said).replace(/••••••••\d\d/g, '••••••••##'))
}

async function sameAsUnknown(script: readonly (string | number)[], kind: string): Promise<void> {
  expect(await transcript(kind, script)).to.deep.equal(await transcript('unknown', script))
}

/** How many rows of each kind there are once a code was asked for. */
async function rowsAfterACode(kind: string): Promise<Readonly<Record<string, number>>> {
  const world = createWorld()
  await kinds[kind]?.(world)
  for (const line of ['13800138000', 'yes']) await world.say(line)
  const counts: Record<string, number> = {}
  for (const name of ['conversations', 'challenges', 'limits', 'outbox', 'audit'] as const) {
    counts[name] = 0
    for await (const _ of world.store.scan(name)) counts[name] += 1
  }
  return counts
}

describe('known and unknown are one (S88)', () => {
  const scripts: Readonly<Record<string, readonly (string | number)[]>> = {
    'by mobile with five wrong codes': [
      'find my account',
      'mobile number',
      '13800138000',
      ...Array.from({ length: 5 }, () => 'wrong code'),
      'find my account',
    ],
    'by mobile with resends to the limit': [
      'find my account',
      'mobile number',
      '13800138000',
      ...[1, 2, 4, 8, 16].flatMap((minutes) => ['resend', minutes * minuteMs, 'status', 'resend']),
    ],
    'by account ID with a near miss': ['100000000012', 'yes', '13800138001', 'i got nothing'],
    'by account ID with the right number': ['100000000012', 'yes', '13800138000', 'i got nothing'],
    'by server address': ['find my account', 'server ip', '203.0.113.10', 'why', '13800138000'],
    'by many look-ups': Array.from({ length: 22 }, () => ['100000000012', 'yes', 'cancel']).flat(),
  }
  for (const [name, script] of Object.entries(scripts)) {
    it(name, async () => {
      const expected = await transcript('unknown', script)
      for (const kind of Object.keys(kinds)) {
        expect(await transcript(kind, script), kind).to.deep.equal(expected)
      }
    })
  }

  it('in whatever order things are said', async () => {
    const line = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom(30_000, 2 * minuteMs, 11 * minuteMs) },
    )
    const anyScript = fc.array(line, { minLength: 4, maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(anyScript, fc.constantFrom('known', 'disabled', 'shared'), sameAsUnknown),
      { numRuns: 150 },
    )
    // Seven thousand turns are work, not waiting: how long they take is the machine's affair.
  }).timeout(180_000)

  it('shows one stable mask for one identifier, and a decoy of the same shape for none', async () => {
    const world = createWorld()
    await world.add({ recoveryMobile: '+8613800138034' })
    const ask = async (id: string, person: string) => {
      const address = { chatChannel: 'test', tenantId: '', conversationId: person, userId: person }
      await world.say('cancel', { address })
      await world.say(id, { address })
      return /•+\d\d/.exec((await world.say('yes', { address })).text)?.[0]
    }
    expect(await ask('100000000012', 'one')).to.equal('••••••••34')
    const decoy = await ask('999999999999', 'one')
    expect(decoy).to.match(/^•{8}\d\d$/)
    expect(await ask('999999999999', 'another')).to.equal(decoy)
  })

  it('writes as many rows for either, so that neither takes longer', async () => {
    expect(await rowsAfterACode('known')).to.deep.equal(await rowsAfterACode('unknown'))
  })
})
