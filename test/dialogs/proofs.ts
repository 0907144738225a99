import { expect } from 'chai'
import { z } from 'zod'
import { assistant } from '../../dialogs/index.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { FlowId } from '../../src/flow/flow-call.ts'
import type { Reached } from '../stand-ins/exploration.ts'
import { plantedHash, reachedBy } from '../stand-ins/flow-world.ts'

function reachedOf(flow: FlowId): readonly Reached[] {
  const dialog = assistant.dialogs.get(flow)
  if (dialog === undefined) throw new Error(`${flow} is gone`)
  return reachedBy(dialog)
}

interface Wanted<T extends Effect['type']> {
  readonly effect: Extract<Effect, { readonly type: T }>
  /** What was told just before. */
  readonly event: FlowEvent
  readonly from: Reached
}

const isWish = <T extends Effect['type']>(
  effect: Effect,
  type: T,
): effect is Extract<Effect, { readonly type: T }> => effect.type === type

/** Every time that a flow wants an effect, on whichever way. */
function wishes<T extends Effect['type']>(flow: FlowId, type: T): readonly Wanted<T>[] {
  return reachedOf(flow).flatMap((from) =>
    from.edges.flatMap(({ event, to: { rest }, taken }): readonly Wanted<T>[] => {
      if (!taken || rest.kind !== 'working' || !isWish(rest.effect, type)) return []
      return [{ effect: rest.effect, event, from }]
    }),
  )
}

const isHeld = (event: FlowEvent): boolean => event.type === 'password.held'

const isPassed = (event: FlowEvent): boolean =>
  event.type === 'flow.returned' && JSON.stringify(event.output) === '{"passed":true}'

const isProof = (event: FlowEvent): boolean =>
  event.type === 'flow.returned' &&
  event.flow === 'verify-identity' &&
  JSON.stringify(event.output).includes('"proven":true')

/** What a flow still wants when certain events never come. */
function wantedWithout(
  flow: FlowId,
  never: (event: FlowEvent) => boolean,
): ReadonlySet<Effect['type']> {
  const seen = new Set(reachedOf(flow).filter(({ found }) => found === null))
  // A set is walked to its end, with what is added meanwhile.
  for (const { edges } of seen) for (const { event, to } of edges) if (!never(event)) seen.add(to)
  const rests = [...seen].map(({ rest }) => rest)
  return new Set(rests.flatMap((rest) => (rest.kind === 'working' ? [rest.effect.type] : [])))
}

const passesOf = (context: unknown) => (context as { passes: number }).passes

describe('retrieve account, on every path', () => {
  it('sends nothing about an account without the proof its way asks for', () => {
    let informs = 0
    for (const { edges } of reachedOf('retrieve-account')) {
      for (const { event, to } of edges) {
        const { rest } = to
        if (rest.kind !== 'working' || rest.effect.type !== 'account.inform') continue
        informs += 1
        const { proof, lookup } = rest.effect
        if (proof.kind === 'code') {
          expect(event.type).to.equal('code.accepted')
          expect(lookup.by).to.equal('mobile')
        } else {
          expect(event).to.deep.include({ type: 'flow.returned', flow: 'confirm-mobile' })
          expect(lookup.by).to.be.oneOf(['account-id', 'server-ip'])
        }
      }
    }
    expect(informs).to.be.greaterThan(2)
  })

  it('spends a pass of the human check on every look-up and every first code', () => {
    let lookups = 0
    for (const { stored, edges } of reachedOf('retrieve-account')) {
      for (const { event, to } of edges) {
        if (!['sendingCode', 'hinting'].includes(String(to.stored.value))) continue
        lookups += 1
        const isJustChecked = event.type === 'flow.returned' && event.flow === 'human-check'
        const before = isJustChecked ? 3 : passesOf(stored.context)
        expect(passesOf(to.stored.context))
          .to.equal(before - 1)
          .and.at.least(0)
      }
    }
    expect(lookups).to.be.greaterThan(10)
  })

  it('checks a code only as the answer to the question for it', () => {
    for (const { rest, edges } of reachedOf('retrieve-account')) {
      for (const { to } of edges) {
        const next = to.rest
        if (next.kind !== 'working' || next.effect.type !== 'code.check') continue
        expect(rest).to.deep.equal({ kind: 'asking', prompt: 'ask-code' })
      }
    }
  })
})

const vouchedSchema = z
  .object({ isVouched: z.literal(true) })
  // Or the directory did not take the password that was proven for a moment ago.
  .or(z.object({ isProven: z.literal(true) }))
const isVouched = (context: unknown): boolean => vouchedSchema.safeParse(context).success

describe('a password, on every path', () => {
  it('is changed from the chat only by the page', () => {
    const changes = wishes('change-password', 'password.change')
    expect(changes).not.to.have.lengthOf(0)
    for (const { effect, event, from } of changes) {
      expect(effect).to.include({ purpose: 'change-password', hash: plantedHash })
      expect(event.type).to.equal('password.chosen')
      expect(from.rest).to.deep.equal({ kind: 'asking', prompt: 'wait-for-page' })
    }
  })

  it('is never changed from the chat without sign-in, a login email, and a proof of identity', () => {
    const needed: readonly ((event: FlowEvent) => boolean)[] = [
      isProof,
      (event) => event.type === 'session.found' && event.hasLoginEmail,
      (event) => event.type === 'flow.returned' && event.flow === 'sign-in',
    ]
    expect(wantedWithout('change-password', () => false)).to.include('password.change')
    for (const isNeeded of needed) {
      expect(wantedWithout('change-password', isNeeded)).not.to.include('password.change')
    }
  })

  it('that was forgotten counts only right after the identity was proven, or by the proof of a moment ago', () => {
    const changes = wishes('choose-password', 'password.change')
    expect(changes).not.to.have.lengthOf(0)
    for (const { effect, event, from } of changes) {
      expect(effect).to.include({ purpose: 'reset-password', hash: null })
      // Where people vouched, the service looks for the proof they left (S91).
      expect(isProof(event) || isVouched(from.stored.context)).to.equal(true)
    }
  })

  it('that was forgotten never counts unless the new one was kept aside first', () => {
    expect(wantedWithout('choose-password', isHeld)).not.to.include('password.change')
  })

  it('that was kept aside is dropped whatever else became of the proof', () => {
    const drops = wishes('choose-password', 'password.drop')
    const reasons = drops.map(({ event }) =>
      event.type === 'flow.returned' ? JSON.stringify(event.output) : event.type,
    )
    expect(reasons.toSorted()).to.deep.equal(
      ['exhausted', 'left', 'lost', 'no-way', 'too-many'].map((reason) =>
        JSON.stringify({ proven: false, reason }),
      ),
    )
  })

  it('is never changed by the chat of a reset: that only mails a link', () => {
    for (const { rest } of reachedOf('reset-password')) {
      if (rest.kind !== 'working') continue
      expect(rest.effect.type).to.be.oneOf(['flow.call', 'reset.mail'])
    }
  })

  it('is reset by a mail only after a human check', () => {
    expect(wantedWithout('reset-password', () => false)).to.include('reset.mail')
    expect(wantedWithout('reset-password', isPassed)).not.to.include('reset.mail')
  })
})

describe('an identity, on every path', () => {
  it('is proven only by a code that was accepted just before', () => {
    const proofs = [
      ...wishes('verify-identity', 'identity.prove'),
      ...wishes('verify-identity', 'session.open'),
    ]
    expect(proofs).not.to.have.lengthOf(0)
    for (const { event } of proofs) expect(event.type).to.equal('code.accepted')
  })

  it('of somebody not signed in is asked for by their account alone, and opens a session and no proof', () => {
    for (const { effect, from } of wishes('verify-identity', 'code.send')) {
      const isStranger = effect.purpose === 'sign-in'
      expect(effect.target.by, JSON.stringify(from.stored.context)).to.equal(
        isStranger ? 'account-id' : 'own',
      )
    }
    for (const { from } of wishes('verify-identity', 'session.open')) {
      expect(from.stored.context).to.include({ purpose: 'sign-in' })
    }
    for (const { from } of wishes('verify-identity', 'identity.prove')) {
      expect(from.stored.context).not.to.include({ purpose: 'sign-in' })
    }
  })

  it('is shown by no way that was not listed as verified', () => {
    const sends = reachedOf('verify-identity').flatMap(({ rest, stored }) =>
      rest.kind === 'working' && isWish(rest.effect, 'code.send') && rest.effect.target.by === 'own'
        ? [{ way: rest.effect.target.way, context: stored.context as { ways: { id: string }[] } }]
        : [],
    )
    expect(new Set(sends.map(({ way }) => way))).to.have.lengthOf(2)
    for (const { way, context } of sends) {
      expect(context.ways.map(({ id }) => id)).to.include(way)
    }
  })
})

const isAddressProof = (event: FlowEvent): boolean =>
  event.type === 'flow.returned' &&
  event.flow === 'verify-channel' &&
  JSON.stringify(event.output).includes('"proven":true')

describe('a channel, on every path', () => {
  for (const flow of ['change-contact', 'change-recovery', 'bind-email'] as const) {
    it(`is never changed by ${flow} without a proof of identity`, () => {
      expect(wishes(flow, 'channel.change')).not.to.deep.equal([])
      expect(wantedWithout(flow, isProof)).not.to.include('channel.change')
    })
  }

  it('of recovery is swapped right after a code to the new value, and shared with that change', () => {
    const changes = wishes('change-recovery', 'channel.change')
    for (const { effect, event } of changes) {
      if (effect.channel.startsWith('recovery')) expect(isAddressProof(event)).to.equal(true)
      else expect(event).to.deep.include({ type: 'user.chose', choice: 'both' })
    }
    expect(wantedWithout('change-recovery', isAddressProof)).not.to.include('channel.change')
  })

  it('of contact serves recovery only once its new value was proven', () => {
    const shares = wishes('change-contact', 'channel.change').filter(({ effect }) =>
      effect.channel.startsWith('recovery'),
    )
    expect(shares).not.to.deep.equal([])
    for (const { effect, from } of shares) {
      expect(effect.keepsProof).to.equal(false)
      expect(from.stored.context).to.deep.include({ isVerified: true })
    }
  })

  it('to sign in with is bound right after a code to it, and unbound only when confirmed', () => {
    for (const { effect, event } of wishes('bind-email', 'channel.change')) {
      if (effect.address !== null) expect(isAddressProof(event)).to.equal(true)
      else expect(event).to.deep.include({ type: 'user.chose', choice: 'yes' })
    }
  })
})
