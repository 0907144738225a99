import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { at, viewOf, type Edge, type Reached } from '../stand-ins/exploration.ts'
import { reachedBy } from '../stand-ins/flow-world.ts'

/** Something that sentences state, how they are known in each language, and what must have happened before. */
interface Fact {
  readonly states: Readonly<Record<Locale, RegExp>>
  readonly after: (event: FlowEvent) => boolean
}

const oneOf =
  (...types: readonly FlowEvent['type'][]) =>
  ({ type }: FlowEvent): boolean =>
    types.includes(type)

/** Whether an event tells that something about the account was changed; a called flow tells it as it returns. */
function changes(event: FlowEvent): boolean {
  if (event.type === 'channel.changed' || event.type === 'password.changed') return true
  if (event.type === 'reset.ended') return event.isChanged
  return event.type === 'flow.returned' && JSON.stringify(event.output).includes('"changed"')
}

/** Every kind of sentence that states a fact, with what it is said after and nowhere else. */
const facts: Readonly<Record<string, Fact>> = {
  'the password is changed': {
    states: {
      en: /password is changed|new password counts now/i,
      'zh-CN': /密码已更改|新密码已生效/,
    },
    after: changes,
  },
  'an address is changed': {
    states: {
      en: /^Your (?:contact|recovery) (?:mobile|email) is .+ now\b|^Done: /,
      'zh-CN': /^您的(?:联系|安全)\S+?现在是|^完成：/,
    },
    after: changes,
  },
  'an address is verified': {
    states: { en: /^Verified: /, 'zh-CN': /^已验证：|^验证完成/ },
    after: oneOf(
      'code.accepted',
      'channel.proven',
      'channel.changed',
      'flow.returned',
      'page.completed',
    ),
  },
  'a code or a link was sent': {
    states: {
      en: /\bI have (?:just |now )?(?:texted|mailed|sent)|(?<!No code is )on (?:its|their) way/,
      'zh-CN': /正在发送途中|刚刚?(?:已)?(?:发送|把)|已(?:经)?(?:把|向|发送)/,
    },
    after: oneOf('code.sent', 'reset.mailed', 'account.informed'),
  },
  'a case is open': {
    states: { en: /^Your case is number|^I have added/, 'zh-CN': /^您的工单号?是|^已补充/ },
    after: oneOf('case.opened'),
  },
  'a case is withdrawn': {
    states: { en: /is withdrawn\.|withdrawn now/, 'zh-CN': /工单\s?\d*\s?已(?:撤回|撤销)/ },
    after: oneOf('case.told'),
  },
}

/** What a configuration says, in a language. */
function saidAt(dialog: Dialog, reached: Reached, locale: Locale): readonly string[] {
  const { rest } = reached
  if (rest.kind === 'asking') {
    const { notice, question, status } = viewOf(dialog, reached, { locale, page: null })
    return [...(notice === null ? [] : [notice]), question, status]
  }
  if (rest.kind !== 'finished' || dialog.closing === null) return []
  const { text, handback } = dialog.closing(rest.output, locale, { now: at, timeZone: 'UTC' })
  return [text, ...(handback === undefined ? [] : [handback])]
}

/** All that can be reached from some configurations by edges that a rule lets pass. */
function reachableFrom(
  starts: readonly Reached[],
  passes: (edge: Edge) => boolean,
): ReadonlySet<Reached> {
  const found = new Set(starts)
  // A set is walked to its end, with what is added meanwhile.
  for (const each of found) for (const edge of each.edges) if (passes(edge)) found.add(edge.to)
  return found
}

/** What is said of a fact in places that are none of its own. */
function saidWrongly(
  dialog: Dialog,
  { states }: Fact,
  places: Iterable<Reached>,
): readonly string[] {
  const wrong = new Set<string>()
  for (const reached of places) {
    for (const locale of locales) {
      for (const text of saidAt(dialog, reached, locale)) {
        if (states[locale].test(text)) wrong.add(`${String(reached.stored.value)}: ${text}`)
      }
    }
  }
  return [...wrong]
}

const unchanged: Fact = {
  states: {
    en: /[Nn]othing was changed|was not changed|not changed yet|stays as it is/,
    'zh-CN': /没有任何更改|没有更改|尚未更改/,
  },
  after: changes,
}

describe('what is stated happened', () => {
  const said = new Map<string, Set<Locale>>()
  for (const [name, fact] of Object.entries(facts)) {
    it(`“${name}” is said after it, and nowhere else`, () => {
      for (const dialog of assistant.dialogs.values()) {
        const all = reachedBy(dialog)
        const starts = all.filter(({ found }) => found === null)
        const before = reachableFrom(starts, ({ event }) => !fact.after(event))
        expect(saidWrongly(dialog, fact, before), dialog.id).to.deep.equal([])
        for (const locale of locales) {
          const isSaid = all.some((each) =>
            saidAt(dialog, each, locale).some((text) => fact.states[locale].test(text)),
          )
          if (isSaid) said.set(name, (said.get(name) ?? new Set()).add(locale))
        }
      }
      expect([...(said.get(name) ?? [])], 'said somewhere').to.have.members([...locales])
    })
  }

  it('“nothing was changed” is never said after a change', () => {
    for (const dialog of assistant.dialogs.values()) {
      const all = reachedBy(dialog)
      const after = all.flatMap(({ edges }) =>
        edges.filter(({ event, taken }) => taken && unchanged.after(event)).map(({ to }) => to),
      )
      const places = reachableFrom(after, ({ taken }) => taken)
      expect(saidWrongly(dialog, unchanged, places), dialog.id).to.deep.equal([])
    }
  })
})
