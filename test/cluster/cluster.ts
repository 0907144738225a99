import { rm } from 'node:fs/promises'
import { freePort } from '../stand-ins/free-port.ts'
import { dataFolder, type Variables } from '../stand-ins/program.ts'
import { startChild, type ChildProgram } from '../stand-ins/program-child.ts'
import { startRoundRobin, type RoundRobin } from './round-robin.ts'

/** Several processes of the program on one database, and a round robin in front of them. */
export interface Cluster {
  readonly door: RoundRobin
  /** Kills an instance without a word (`kill -9`), the one at this address or whose turn it is, and starts it again. */
  killOne(at?: string): Promise<void>
  readonly kills: () => number
  stop(): Promise<void>
}

interface Instance {
  readonly dir: string
  /** The same after each start: a proxy knows its instances by their addresses. */
  readonly port: number
  program: ChildProgram | null
}

const addressOf = ({ port }: Instance): string => `http://127.0.0.1:${port}`

/** Starts so many instances; each has a folder of its own and nothing in it that another would need. */
export async function startCluster(size: number, over: Variables): Promise<Cluster> {
  const door = await startRoundRobin()
  const instances: Instance[] = []
  for (let n = 0; n < size; n += 1) {
    instances.push({ dir: await dataFolder(), port: await freePort(), program: null })
  }
  const publish = (): void =>
    door.setBackends(instances.filter(({ program }) => program !== null).map(addressOf))
  const start = async (instance: Instance): Promise<void> => {
    const own = { ...over, PUBLIC_URL: door.url, PORT: String(instance.port) }
    instance.program = await startChild(instance.dir, own)
    publish()
  }
  await Promise.all(instances.map(start))
  let kills = 0
  return {
    door,
    kills: () => kills,
    async killOne(at) {
      const named = instances.find((instance) => addressOf(instance) === at)
      const instance = named ?? instances[kills % instances.length]
      kills += 1
      // The proxy has not noticed yet: what it still sends there is broken off, as in life.
      await instance?.program?.end('SIGKILL')
      if (instance === undefined) return
      instance.program = null
      publish()
      await start(instance)
    },
    async stop() {
      await door.close()
      await Promise.all(instances.map(async ({ program }) => program?.end('SIGTERM')))
      for (const { dir } of instances) await rm(dir, { recursive: true, force: true })
    },
  }
}
