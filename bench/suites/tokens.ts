import { appId, startIdentityServer } from '../../test/bot/identity-server.ts'
import { figure, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { alternate, ratiosOf } from '../load/rounds.ts'
import { createPeople } from '../load/talk.ts'
import { startProcess } from '../process/parent.ts'
import { roundsOf, type Depth, type Suite } from '../suite.ts'

const serviceUrl = 'http://127.0.0.1:9'
/** The stand-in's keys are good for this channel. */
const endorsed = 'webchat'

async function run(depth: Depth): Promise<readonly Figure[]> {
  const identity = await startIdentityServer()
  const folders = [await makeFolder(), await makeFolder()] as const
  const open = await startProcess('token-bot', { args: [folders[0]] })
  const checking = await startProcess('token-bot', {
    args: [folders[1], appId, identity.metadataUrl],
  })
  const seat = () => createPeople({ serviceUrl, isInline: true, chatChannel: endorsed })
  const authorization = identity.token({ claims: { serviceurl: serviceUrl } })
  try {
    const variants = {
      open: { server: open, seat: seat() },
      checking: { server: checking, seat: seat(), headers: { authorization } },
    }
    const rounds = await alternate(variants, roundsOf(depth))
    const unit = 'µs'
    return [
      figure({
        suite: 'tokens',
        work: "CPU of a turn with a channel's token",
        ours: { value: rounds.checking.cpuMicrosPerTurn, unit },
        peer: { name: 'unverified', value: rounds.open.cpuMicrosPerTurn, unit },
        goal: { of: 'ratio', bound: 'at most', limit: 1.15 },
        ...ratiosOf(rounds.checking, rounds.open, (round) => round.cpuMicrosPerTurn),
      }),
    ]
  } finally {
    await Promise.all([open.stop(), checking.stop(), identity.close()])
    await Promise.all(folders.map(removeFolder))
  }
}

/** What it costs to check that a channel vouches for a message; expectReplies, so that nothing else differs. */
export const tokens: Suite = { name: 'tokens', run }
