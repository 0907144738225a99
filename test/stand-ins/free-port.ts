import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems give to connections and to whoever listens on port 0. */
const [first, end] = [20_000, 32_768]

/**
 * A port of 127.0.0.1 that was free a moment ago. Nobody is given it unasked: only another call of this function, in
 * whichever process, could name it again before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, end)
    const probe = createServer()
    const isFree = once(probe, 'listening').then(
      () => true,
      () => false,
    )
    probe.listen(port, '127.0.0.1')
    if (!(await isFree)) continue
    probe.close()
    await once(probe, 'close')
    return port
  }
}
