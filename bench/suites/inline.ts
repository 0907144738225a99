import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { alternate, ratiosOf } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const seat = () => createPeople({ serviceUrl: 'http://127.0.0.1:9', isInline: true })

/** Replies in the HTTP answer leave the connection to the channel out: what is left is the program and the SDK. */
async function measure(depth: Depth): Promise<readonly Figure[]> {
  const dir = await makeFolder()
  const ours = await startProcess('latchkey', { args: [dir] })
  const echo = await startProcess('echo-cached')
  try {
    const variants = {
      ours: { server: ours, seat: seat() },
      echo: { server: echo, seat: seat() },
    }
    const rounds = await alternate(variants, roundsOf(depth))
    const unit = 'turns/s'
    return [
      figure({
        suite: 'inline',
        work: 'flow turn, expectReplies',
        ours: { value: rounds.ours.turnsPerSecond, unit },
        peer: { name: 'echo, clients kept', value: rounds.echo.turnsPerSecond, unit },
        goal: { of: 'ratio', bound: 'at least', limit: 0.75 },
        ...ratiosOf(rounds.ours, rounds.echo, (round) => round.turnsPerSecond),
      }),
    ]
  } finally {
    await Promise.all([ours.stop(), echo.stop()])
    await removeFolder(dir)
  }
}

/** A turn whose replies go back in the HTTP answer. */
export const inline: Suite = { name: 'inline', run: measure }
