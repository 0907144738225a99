import { expect } from 'chai'
import type { Said } from '../../src/flow/reply.ts'
import { agentIn, registered, toldUser } from './agent.ts'
import type { World } from './world.ts'

/** A talk that is being played: what was answered last, and how far everybody has read. */
interface Play {
  readonly world: World
  heard: readonly Said[]
  answer: string
  readByUser: number
  readInThread: number
}

function expectFragments(text: string, told: string, line: string): void {
  let from = 0
  for (const fragment of told.split('…').map((each) => each.trim())) {
    const at = text.indexOf(fragment, from)
    expect(at, `“${line}”, but it said: ${text}`).to.be.at.least(0)
    from = at + fragment.length
  }
}

interface Line {
  readonly line: string
  readonly who: string
  readonly words: string
}

function expectHeard({ heard }: Play, { line, words }: Line): void {
  if (words === '-') {
    expect(heard, line).to.deep.equal([])
    return
  }
  const [prompt = '', ...told] = words.split(': ')
  const said = heard[0]
  expect(said?.step.prompt, `“${line}”, but it said: ${said?.text}`).to.equal(prompt)
  expectFragments(said?.text ?? '', told.join(': '), line)
}

function expectThread(play: Play, { line, words }: Line): void {
  const next = play.world.desk.lines(1001)[play.readInThread]
  if (words === '-') {
    expect(next, line).to.equal(undefined)
    return
  }
  expectFragments(next ?? 'nothing', words, line)
  play.readInThread += 1
}

type Act = (play: Play, line: Line) => Promise<void> | void

/** What a line does, by who it is about and its sign; `*` is an agent. */
const acts: Readonly<Record<string, Act>> = {
  'U>': async (play, { words }) => {
    play.heard = await play.world.deliver({ text: words })
  },
  'U<': expectHeard,
  'U!': (play, { line, words }) => {
    expectFragments(toldUser(play.world)[play.readByUser] ?? 'nothing', words, line)
    play.readByUser += 1
  },
  'T!': expectThread,
  '*>': async (play, { who, words }) => {
    play.answer = await agentIn(play.world, who).type(words)
  },
  '*<': ({ answer }, { line, words }) => {
    expectFragments(answer, words, line)
  },
}

/**
 * Plays a talk of a user and of agents, a line at a time.
 *
 * `U> words` the user says, `U< step: some … words` is what the assistant answers at which prompt, `U< -` that it is
 * silent; `U! some … words` is what the user reads next without having asked. `Mei> words` an agent says at the desk,
 * `Mei< some … words` is the answer. `T! some … words` is what the case's thread gets next, `T! -` that it has all.
 */
export async function playTalk(world: World, script: string): Promise<void> {
  await registered(world)
  const readByUser = toldUser(world).length
  const play: Play = { world, heard: [], answer: '', readByUser, readInThread: 0 }
  const lines = script.split('\n').map((line) => line.trim())
  for (const line of lines.filter((each) => each !== '')) {
    const [, who = '', sign = '', words = ''] = /^([A-Z][a-z]*)([><!]) ?(.*)$/.exec(line) ?? []
    const act = acts[`${who}${sign}`] ?? acts[`*${sign}`]
    if (act === undefined) throw new Error(`no such line in a talk: ${line}`)
    await act(play, { line, who, words })
  }
  expect(toldUser(world).slice(play.readByUser), 'the user was told more').to.deep.equal([])
}
