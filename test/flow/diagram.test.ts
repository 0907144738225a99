import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { expect } from 'chai'
import { createMachine } from 'xstate'
import { projectRoot } from '../../src/root.ts'
import { diagramFiles } from '../../src/cli/diagram-files.ts'
import { drawDiagram } from '../../src/flow/diagram.ts'

const chart = createMachine({
  initial: 'askingName',
  on: { 'user.quit': '.finished' },
  states: {
    askingName: {
      tags: 'asking',
      on: {
        'user.answered': [
          { guard: { type: 'holds', params: 'name' }, target: 'sending' },
          { actions: 'miss' },
        ],
        'user.chose': [{ guard: 'isSkip', target: 'finished' }, { target: 'sending' }],
      },
    },
    sending: {
      initial: 'first',
      states: { first: { tags: 'working', always: [{ target: 'last' }] }, last: {} },
      on: { 'code.sent': 'finished' },
    },
    finished: { type: 'final' },
  },
})

describe('a diagram of a chart', () => {
  const lines = drawDiagram(chart).split('\n')

  it('is a Mermaid state diagram that begins and ends where the chart does', () => {
    expect(lines[0]).to.equal('stateDiagram-v2')
    expect(lines).to.include.members(['  [*] --> askingName', '  finished --> [*]'])
  })

  it('labels arrows by event and guard, and joins those between the same two states', () => {
    expect(lines).to.include(
      '  askingName --> sending: user.answered [holds name]<br/>user.chose [otherwise]',
    )
    expect(lines).to.include('  askingName --> finished: user.chose [isSkip]')
  })

  it('draws what holds everywhere and what is nested, and no arrow for staying', () => {
    expect(lines).to.include('  anywhere --> finished: user.quit')
    expect(lines).to.include.members([
      '  sending --> sending_first',
      '  sending_first --> sending_last',
    ])
    expect(lines.filter((line) => line.startsWith('  askingName --> askingName'))).to.deep.equal([])
  })

  it('tells asking from working', () => {
    expect(lines).to.include.members(['  class askingName asking', '  class sending_first working'])
  })
})

describe('the diagrams beside the charts', () => {
  const root = projectRoot()
  const files = diagramFiles(root)

  it('are there for every dialog', () => {
    expect(files.map(({ path }) => relative(root, path))).to.include(
      'dialogs/retrieve-account/machine.mmd',
    )
    expect(files.length).to.be.at.least(4)
  })

  for (const { path, text } of files) {
    it(`is up to date: ${relative(root, path)} (else run npm run diagrams)`, () => {
      expect(readFileSync(path, 'utf8')).to.equal(text)
    })
  }
})
