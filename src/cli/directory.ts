import { openDirectory } from '../app/open-directory.ts'
import { systemClock } from '../app/system.ts'
import { readConfig } from '../config.ts'
import { noRows } from '../operations/account-file.ts'
import type { ExitCode } from '../operations/command-io.ts'
import { printVerdicts } from '../operations/print-verdicts.ts'
import type { VerifyOptions } from '../operations/verify-directory.ts'
import { perform } from './perform.ts'
import { terminal } from './terminal.ts'

/**
 * `directory verify`: a line for each promise, as kept, not offered or broken. The accounts of the store are asked where
 * the store is.
 *
 * @returns 0 when none is broken; 1 when one is
 * @throws ServiceError `ERR_CONFIG`, or of the store
 */
export async function verify(options: VerifyOptions): Promise<ExitCode> {
  const config = readConfig(process.env)
  const directory = await openDirectory(config, systemClock)
  if (directory === null) {
    const command = { operation: 'directory.verify', ...options } as const
    return perform({ command, rows: noRows() }, config)
  }
  try {
    return await printVerdicts(directory, options, terminal)
  } finally {
    await directory.close()
  }
}
