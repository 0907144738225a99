import type { Said } from '../flow/reply.ts'
import type { DeskRow } from '../ports/records/desk.ts'
import type { DeskDeps } from './desk-deps.ts'
import { cardSaid, deskSaid } from './sync.ts'

/** Posts a card and takes it back: what a case would need. Answers what went wrong, or nothing. */
export async function selfTest(
  deps: DeskDeps,
  { reference, locale }: DeskRow,
): Promise<readonly Said[]> {
  try {
    const said = cardSaid(deps.face.testCard(locale), locale)
    const posted = await deps.channel.post({ reference, thread: null, said })
    await deps.channel.remove({ reference, posted })
    return []
  } catch (error) {
    deps.log.warn('desk.self-test', { error })
    return [deskSaid(deps.face.outage(locale), locale)]
  }
}
