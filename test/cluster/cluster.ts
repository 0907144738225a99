import { rm } from 'node:fs/promises'
import { dataFolder, type Variables } from '../stand-ins/program.ts'
import { startChild, type ChildProgram } from '../stand-ins/program-child.ts'
import { startRoundRobin, type RoundRobin } from './round-robin.ts'

/** Several processes of the program on one database, and a round robin in front of them. */
export interface Cluster {
  readonly door: RoundRobin
  /** Kills an instance without a word (`kill -9`), and starts it again beside the others. */
  killOne(): Promise<void>
  readonly kills: () => number
  stop(): Promise<void>
}

interface Instance {
  readonly dir: string
  program: ChildProgram | null
}

/** Starts so many instances; each has a folder of its own and nothing in it that another would need. */
export async function startCluster(size: number, over: Variables): Promise<Cluster> {
  const door = await startRoundRobin()
  const instances: Instance[] = []
  for (let n = 0; n < size; n += 1) instances.push({ dir: await dataFolder(), program: null })
  const publish = (): void =>
    door.setBackends(instances.flatMap(({ program }) => program?.url ?? []))
  const start = async (instance: Instance): Promise<void> => {
    instance.program = await startChild(instance.dir, over)
    publish()
  }
  await Promise.all(instances.map(start))
  let kills = 0
  return {
    door,
    kills: () => kills,
    async killOne() {
      const instance = instances[kills % instances.length]
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
