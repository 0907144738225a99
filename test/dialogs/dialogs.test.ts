import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Answer } from '../../src/flow/answer.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { locales } from '../../src/flow/locale.ts'
import {
  at,
  deadEnds,
  explore,
  stateNames,
  viewOf,
  type Alphabet,
} from '../stand-ins/exploration.ts'

const plantedCode = '918273'

function answered(...answers: readonly Answer[]): readonly FlowEvent[] {
  return answers.map((answer) => ({ ...answer, at }))
}

/** Every answer that answer.ts and effect.ts allow for an effect. */
function world(effect: Effect): readonly FlowEvent[] {
  switch (effect.type) {
    case 'flow.call': {
      const outputs =
        effect.flow === 'human-check'
          ? [{ passed: true }, { passed: false }]
          : [{ mobile: '+8613800138000' }, { mobile: null }]
      return answered(
        ...outputs.map((output) => ({ type: 'flow.returned', flow: effect.flow, output }) as const),
      )
    }
    case 'page.offer':
      return answered(
        {
          type: 'page.offered',
          url: 'http://localhost/p/check/x',
          words: 'a b',
          expiresAt: at + 1,
        },
        { type: 'page.unneeded' },
      )
    case 'code.send':
      return answered(
        { type: 'code.sent', expiresAt: at + 300_000, resendAt: at + 60_000, fresh: true },
        { type: 'code.sent', expiresAt: at + 300_000, resendAt: at + 60_000, fresh: false },
        { type: 'code.delayed', reason: 'wait', until: at + 1_000 },
        { type: 'code.delayed', reason: 'too-many', until: at + 1_000 },
      )
    case 'code.check':
      return answered(
        { type: 'code.accepted' },
        { type: 'code.refused', left: 3 },
        { type: 'code.refused', left: 1 },
        { type: 'code.expired' },
        { type: 'code.exhausted' },
        { type: 'code.delayed', reason: 'wait', until: at + 1_000 },
        { type: 'code.delayed', reason: 'too-many', until: at + 1_000 },
      )
    case 'account.hint':
      return answered(
        { type: 'account.hinted', mask: '••••••••34' },
        { type: 'account.delayed', until: at + 1_000 },
      )
    case 'account.inform':
      return answered({ type: 'account.informed' })
    case 'case.open':
      return answered({ type: 'case.opened', number: 1001 })
    default:
      return effect satisfies never
  }
}

const alphabet: Alphabet = {
  given: [null],
  answers: [
    '13800138000',
    '138',
    '100000000012',
    '203.0.113.10',
    '300.1.1.1',
    plantedCode,
    'something else',
    '',
  ],
  world,
  outside: [{ type: 'page.completed', page: 'check', at }],
}

const givens: Readonly<Record<string, readonly unknown[]>> = {
  'confirm-mobile': [{ mask: '••••••••34' }],
  'retrieve-account': [
    null,
    { gotNothing: true },
    { lookup: { by: 'mobile', value: '+8613800138000' } },
    { lookup: { by: 'account-id', value: '100000000012' } },
    { lookup: { by: 'server-ip', value: '203.0.113.10' } },
    { nonsense: 1 },
  ],
}

const explored = new Map(
  [...assistant.dialogs.values()].map((dialog) => {
    const given = givens[dialog.id] ?? alphabet.given
    return [dialog, explore(dialog, { ...alphabet, given })] as const
  }),
)

const transient = new Set(['starting', 'gate', 'askingAgain', 'lookingUp'])

function each(rule: string, check: (dialog: Dialog) => void): void {
  describe(rule, () => {
    for (const dialog of assistant.dialogs.values()) {
      it(dialog.id, () => {
        check(dialog)
      })
    }
  })
}

const reachedOf = (dialog: Dialog) => [...(explored.get(dialog)?.values() ?? [])]

describe('every flow, in every state it can reach', () => {
  each('reaches all of its states', (dialog) => {
    const names = new Set(reachedOf(dialog).map(({ stored }) => String(stored.value)))
    const missing = stateNames(dialog).filter((name) => !names.has(name) && !transient.has(name))
    expect(missing).to.deep.equal([])
  })

  each('waits at every prompt it declares, and at no other', (dialog) => {
    const prompts = reachedOf(dialog).flatMap(({ rest }) =>
      rest.kind === 'asking' ? [rest.prompt] : [],
    )
    expect([...new Set(prompts)].toSorted()).to.deep.equal([...dialog.prompts].toSorted())
  })

  each('has no dead end', (dialog) => {
    const stuck = deadEnds(explored.get(dialog) ?? new Map())
    expect(stuck.map(({ path }) => path)).to.deep.equal([])
  })

  each('takes every button it shows, every answer of the world, any words, and back', (dialog) => {
    const refused = reachedOf(dialog).flatMap(({ stored, edges }) =>
      edges
        .filter(({ taken, event }) => !taken && event.type !== 'page.completed')
        .map(({ event }) => ({ value: stored.value, event })),
    )
    expect(refused).to.deep.equal([])
  })

  each('can be stored as JSON and read again as it was', (dialog) => {
    for (const { stored } of reachedOf(dialog)) {
      expect(dialog.contextSchema.parse(stored.context)).to.deep.equal(stored.context)
    }
  })

  each('never stores a code that was typed', (dialog) => {
    // Words for people are kept as they are; the service removes codes from them (see open-case).
    if (dialog.id === 'talk-to-support') return
    const leaks = reachedOf(dialog).filter(({ stored }) =>
      JSON.stringify(stored).includes(plantedCode),
    )
    expect(leaks.map(({ path }) => path)).to.deep.equal([])
  })

  each('has a text for every prompt in every language, with help, why and status', (dialog) => {
    for (const reached of reachedOf(dialog).filter(({ rest }) => rest.kind === 'asking')) {
      for (const locale of locales) {
        const { question, help, why, status, notice, choices } = viewOf(dialog, reached, locale)
        for (const text of [question, help, why, status, ...choices.map(({ label }) => label)]) {
          expect(text).to.match(/\S/)
        }
        if (notice !== null) expect(notice, JSON.stringify(reached.stored.context)).to.match(/\S/)
        const all = `${question}${help}${why}${status}${notice ?? ''}`
        expect(all).not.to.match(/undefined|null|NaN|\[object/)
        if (locale === 'zh-CN') expect(all).to.match(/\p{Script=Han}/u)
      }
    }
  })

  each('closes with a text in every language', (dialog) => {
    for (const { rest } of reachedOf(dialog)) {
      if (rest.kind !== 'finished' || dialog.closing === null) continue
      for (const locale of locales) {
        expect(dialog.closing(rest.output, locale, at).text).to.match(/\S/)
      }
    }
  })

  each('shows no two buttons with one label, and six at most', (dialog) => {
    for (const reached of reachedOf(dialog).filter(({ rest }) => rest.kind === 'asking')) {
      for (const locale of locales) {
        const labels = viewOf(dialog, reached, locale).choices.map(({ label }) => label)
        expect(labels).to.have.lengthOf(new Set(labels).size)
        expect(labels.length).to.be.at.most(6)
      }
    }
  })
})

describe('retrieve account, on every path', () => {
  const dialog = assistant.dialogs.get('retrieve-account')
  if (dialog === undefined) throw new Error('retrieve-account is gone')
  const reached = explored.get(dialog) ?? new Map()

  it('sends nothing about an account without the proof its way asks for', () => {
    let informs = 0
    for (const { edges } of reached.values()) {
      for (const { event, to } of edges) {
        const { rest } = reached.get(to) ?? {}
        if (rest?.kind !== 'working' || rest.effect.type !== 'account.inform') continue
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
    const passesOf = (context: unknown) => (context as { passes: number }).passes
    for (const { stored, edges } of reached.values()) {
      for (const { event, to } of edges) {
        const next = reached.get(to)
        if (!['sendingCode', 'hinting'].includes(String(next?.stored.value))) continue
        lookups += 1
        const isJustChecked = event.type === 'flow.returned' && event.flow === 'human-check'
        const before = isJustChecked ? 3 : passesOf(stored.context)
        expect(passesOf(next?.stored.context))
          .to.equal(before - 1)
          .and.at.least(0)
      }
    }
    expect(lookups).to.be.greaterThan(10)
  })

  it('checks a code only as the answer to the question for it', () => {
    for (const { rest, edges } of reached.values()) {
      for (const { to } of edges) {
        const next = reached.get(to)?.rest
        if (next?.kind !== 'working' || next.effect.type !== 'code.check') continue
        expect(rest).to.deep.equal({ kind: 'asking', prompt: 'ask-code' })
      }
    }
  })
})
