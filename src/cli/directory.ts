import { openDirectory } from '../app/open-directory.ts'
import { systemClock } from '../app/system.ts'
import { readConfig } from '../config.ts'
import type { ExitCode } from '../operations/command-io.ts'
import { verifyDirectory, type VerifyOptions } from '../operations/verify-directory.ts'
import { terminal } from './terminal.ts'

/**
 * `directory verify`: a line for each promise, as kept, not offered or broken.
 *
 * @returns 0 when none is broken; 1 when one is; 2 when accounts live in the store, where there is nothing to verify
 * @throws ServiceError `ERR_CONFIG`, `ERR_DIRECTORY_UNAVAILABLE`
 */
export async function verify(options: VerifyOptions): Promise<ExitCode | 2> {
  const directory = await openDirectory(readConfig(process.env), systemClock)
  if (directory === null) {
    await terminal.err('DIRECTORY is embedded: accounts live in the store, nothing to verify.')
    return 2
  }
  try {
    const verdicts = await verifyDirectory(directory, options)
    for (const { promise, verdict, detail } of verdicts) {
      const told = detail === '' ? promise : `${promise}: ${detail}`
      await terminal.out(`${verdict.padEnd(12)} ${told}`)
    }
    return verdicts.some(({ verdict }) => verdict === 'broken') ? 1 : 0
  } finally {
    await directory.close()
  }
}
