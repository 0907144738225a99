import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import { locales } from '../../src/flow/locale.ts'
import { at, deadEnds, pathTo, stateNames, viewOf } from '../stand-ins/exploration.ts'
import { fromOutside, plantedCode, plantedHash, reachedBy } from '../stand-ins/flow-world.ts'
// Run in the same process, where every chart has been explored already.
// oxlint-disable-next-line import/no-unassigned-import -- importing it is what adds its suites
import './proofs.ts'
// oxlint-disable-next-line import/no-unassigned-import -- as above
import './never-twice.ts'
// oxlint-disable-next-line import/no-unassigned-import -- as above
import './ways-out.ts'

const transient = new Set(['starting', 'gate', 'askingAgain', 'lookingUp', 'arriving'])

function each(rule: string, check: (dialog: Dialog) => void): void {
  describe(rule, () => {
    for (const dialog of assistant.dialogs.values()) {
      it(dialog.id, () => {
        check(dialog)
      })
    }
  })
}

/** Everything that is stored of a flow; configurations that want different effects may share it. */
const storedBy = (dialog: Dialog) => new Set(reachedBy(dialog).map(({ stored }) => stored))

/** What is said in closing for every output of a flow, in every language; nothing where it says nothing. */
function closingsOf(dialog: Dialog) {
  const { closing } = dialog
  if (closing === null) return []
  const outputs = reachedBy(dialog).flatMap(({ rest }) =>
    rest.kind === 'finished' ? [[JSON.stringify(rest.output), rest.output] as const] : [],
  )
  const distinct = [...new Map(outputs).values()]
  return distinct.flatMap((output) =>
    locales.map((locale) => ({ locale, ...closing(output, locale, { now: at, timeZone: 'UTC' }) })),
  )
}

/** Every waiting configuration as it is shown at once, after a while, and to whoever comes back much later. */
const showings = (dialog: Dialog) =>
  reachedBy(dialog)
    .filter(({ rest }) => rest.kind === 'asking')
    .flatMap((reached) =>
      ([{}, { page: null }, { page: null, now: at + 86_400_000 }] as const).map(
        (showing) => [reached, showing] as const,
      ),
    )

describe('every flow, in every state it can reach', () => {
  each('reaches all of its states', (dialog) => {
    const names = new Set(reachedBy(dialog).map(({ stored }) => String(stored.value)))
    const missing = stateNames(dialog).filter((name) => !names.has(name) && !transient.has(name))
    expect(missing).to.deep.equal([])
  })

  each('waits at every prompt it declares, and at no other', (dialog) => {
    const prompts = reachedBy(dialog).flatMap(({ rest }) =>
      rest.kind === 'asking' ? [rest.prompt] : [],
    )
    expect([...new Set(prompts)].toSorted()).to.deep.equal([...dialog.prompts].toSorted())
  })

  each('has no dead end', (dialog) => {
    const stuck = deadEnds(reachedBy(dialog))
    expect(stuck.map(pathTo)).to.deep.equal([])
  })

  each('takes every button it shows, every answer of the world, any words, and back', (dialog) => {
    const refused = reachedBy(dialog).flatMap(({ stored, edges }) =>
      edges
        .filter(({ taken, event }) => !taken && !fromOutside.has(event.type))
        .map(({ event }) => ({ value: stored.value, event })),
    )
    expect(refused).to.deep.equal([])
  })

  each('can be stored as JSON and read again as it was', (dialog) => {
    for (const { context } of storedBy(dialog)) {
      expect(dialog.contextSchema.parse(context)).to.deep.equal(context)
    }
  })

  each('never stores the hash of a password', (dialog) => {
    for (const stored of storedBy(dialog)) {
      expect(JSON.stringify(stored)).not.to.include(plantedHash)
    }
  })

  each('never stores a code that was typed', (dialog) => {
    const leaks = reachedBy(dialog).filter(({ stored }) =>
      JSON.stringify(stored).includes(plantedCode),
    )
    expect(leaks.map(pathTo)).to.deep.equal([])
  })

  each('has a text for every prompt in every language, with help, why and status', (dialog) => {
    for (const locale of locales) {
      // Most configurations share their texts: each is looked at once.
      const parts = new Set<string>()
      const wholes = new Set<string>()
      for (const [reached, showing] of showings(dialog)) {
        const view = viewOf(dialog, reached, { ...showing, locale })
        const { question, help, why, status, notice, choices } = view
        for (const text of [question, help, why, status]) parts.add(text)
        for (const { label } of choices) parts.add(label)
        if (notice !== null) parts.add(notice)
        wholes.add(`${question}${help}${why}${status}${notice ?? ''}`)
      }
      for (const text of parts) expect(text).to.match(/\S/)
      for (const whole of wholes) {
        expect(whole).not.to.match(/undefined|null|NaN|\[object/)
        if (locale === 'zh-CN') expect(whole).to.match(/\p{Script=Han}/u)
      }
    }
  })

  each('closes with a text in every language', (dialog) => {
    for (const { text, locale } of closingsOf(dialog)) {
      expect(text).to.match(/\S/)
      expect(text).not.to.match(/undefined|null|NaN|\[object/)
      if (locale === 'zh-CN') expect(text).to.match(/\p{Script=Han}/u)
    }
  })

  each('calls a flow under its closing what the menu calls it', (dialog) => {
    for (const { next, locale } of closingsOf(dialog)) {
      expect(new Set(next.map(({ id }) => id))).to.have.lengthOf(next.length)
      for (const { id, flow, label } of next.filter((step) => step.id.startsWith('start:'))) {
        expect(id).to.equal(`start:${flow}`)
        expect(label).to.equal(assistant.dialogs.get(flow)?.entry?.(locale).label)
      }
    }
  })

  each('shows no two buttons with one label, and six at most', (dialog) => {
    for (const reached of reachedBy(dialog).filter(({ rest }) => rest.kind === 'asking')) {
      for (const locale of locales) {
        const labels = viewOf(dialog, reached, { locale }).choices.map(({ label }) => label)
        expect(labels).to.have.lengthOf(new Set(labels).size)
        expect(labels.length).to.be.at.most(6)
      }
    }
  })
})
