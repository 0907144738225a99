import { expect } from 'chai'
import { agentIn, registered, toldUser } from './agent.ts'
import type { World } from './world.ts'

function expectFragments(text: string, told: string, line: string): void {
  let from = 0
  for (const fragment of told.split('…').map((each) => each.trim())) {
    const at = text.indexOf(fragment, from)
    expect(at, `“${line}”, but it said: ${text}`).to.be.at.least(0)
    from = at + fragment.length
  }
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
  let heard: Awaited<ReturnType<World['deliver']>> = []
  let answer = ''
  const read = { user: toldUser(world).length, thread: 0 }
  const lines = script.split('\n').map((line) => line.trim())
  for (const line of lines.filter((each) => each !== '')) {
    const [, who = '', sign = '', words = ''] = /^([A-Z][a-z]*)([><!]) ?(.*)$/.exec(line) ?? []
    if (who === 'U' && sign === '>') heard = await world.deliver({ text: words })
    else if (who === 'U' && sign === '<') {
      if (words === '-') expect(heard, line).to.deep.equal([])
      else {
        const [prompt = '', ...told] = words.split(': ')
        expect(heard[0]?.step.prompt, `“${line}”, but: ${heard[0]?.text}`).to.equal(prompt)
        expectFragments(heard[0]?.text ?? '', told.join(': '), line)
      }
    } else if (who === 'U') {
      expectFragments(toldUser(world)[read.user] ?? 'nothing', words, line)
      read.user += 1
    } else if (who === 'T') {
      const next = world.desk.lines(1001)[read.thread]
      if (words === '-') expect(next, line).to.equal(undefined)
      else {
        expectFragments(next ?? 'nothing', words, line)
        read.thread += 1
      }
    } else if (sign === '>') answer = await agentIn(world, who).type(words)
    else if (sign === '<') expectFragments(answer, words, line)
    else throw new Error(`no such line in a talk: ${line}`)
  }
  expect(toldUser(world).slice(read.user), 'the user was told more').to.deep.equal([])
}
