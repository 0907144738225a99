import { figure, quantile, type Figure } from '../figure.ts'
import { makeFolder, removeFolder } from '../folders.ts'
import { startProcess } from '../process/parent.ts'
import type { Suite } from '../suite.ts'

async function run(): Promise<readonly Figure[]> {
  const dir = await makeFolder()
  const server = await startProcess('texts', { args: [dir] })
  try {
    const took = (await server.ask('send')) as readonly number[]
    const note = `${took.length.toLocaleString('en')} codes, 16 people at once`
    const at = (share: number, limit: number): Figure =>
      figure({
        suite: 'texts',
        work: `SMS from commit to gateway, p${share * 100}`,
        ours: { value: quantile(took, share), unit: 'ms' },
        goal: { of: 'value', bound: 'at most', limit },
        note,
      })
    return [at(0.5, 5), at(0.99, 50)]
  } finally {
    await server.stop()
    await removeFolder(dir)
  }
}

/** A code's way from the commit that decided on it to the gateway. */
export const texts: Suite = { name: 'texts', run }
