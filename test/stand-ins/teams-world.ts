import { botWorld, type BotWorld } from '../bot/bot-world.ts'
import { startConnector, type Connector } from './connector.ts'
import { supportUser, type SupportUser } from './support-user.ts'
import { teamOf, type Colleague, type Post, type Team } from './team.ts'
import { createWorld, type World } from './world.ts'

/** The program behind its door for channels, with a clock that is moved by hand and a team in Teams. */
export interface TeamsWorld {
  readonly world: World
  readonly bots: BotWorld
  readonly connector: Connector
  readonly team: Team
  readonly post: Post
  readonly user: SupportUser
  close(): Promise<void>
}

/**
 * Makes one whose team of `members` has joined as a triage channel.
 *
 * @param limitMs so long a channel's service may take
 */
export async function teamsWorld(
  members: readonly Colleague[],
  limitMs = 2_000,
): Promise<TeamsWorld> {
  const bots = botWorld({ receive: async (turn) => world.core.turns.receive(turn), limitMs })
  const world = createWorld({ deskChannel: bots.desks, chat: bots.chats })
  const connector = await startConnector()
  const post: Post = async (activity) => {
    const answer = await bots.post(activity)
    await world.core.courier.idle()
    return { status: answer.status, body: String(answer.body) }
  }
  const team = teamOf({ connector, post })
  connector.rooms.set(team.room, members)
  const [lead] = members
  if (lead !== undefined) await team.say(lead, 'register triage here a-triage-key-of-16')
  return {
    world,
    bots,
    connector,
    team,
    post,
    user: supportUser({ connector, post }),
    async close() {
      bots.close()
      await connector.close()
    },
  }
}
