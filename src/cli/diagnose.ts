import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { ServiceError } from '../errors.ts'
import { printFindings } from '../operations/command-doctor.ts'
import type { ExitCode } from '../operations/command-io.ts'
import { examineMachine } from '../operations/doctor.ts'
import type { Finding } from '../operations/finding.ts'
import { perform } from './perform.ts'
import { noRows } from './rows.ts'
import { terminal } from './terminal.ts'

/** The folder of the installation, wherever the command was compiled to. */
function installationDir(from: string): string {
  const up = dirname(from)
  return existsSync(join(from, 'package.json')) || up === from ? from : installationDir(up)
}

const assets = ['webchat.js', 'altcha.js'] as const

function examineConfig(env: NodeJS.ProcessEnv): { config: Config | null; finding: Finding } {
  try {
    const config = readConfig(env)
    const mode = config.isProduction ? 'production' : 'development'
    const message = `sound, for ${mode}`
    return { config, finding: { check: 'config', level: 'ok', message, remedy: null } }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    const remedy = 'correct these; .env.example explains each of them'
    return {
      config: null,
      finding: { check: 'config', level: 'fail', message: error.message, remedy },
    }
  }
}

async function examineStored(config: Config): Promise<ExitCode> {
  // Opening an embedded store makes its folder, and a look must not leave one behind.
  if (config.store.kind === 'lowdb' && !existsSync(config.dataDir)) return 0
  try {
    return await perform({ command: { operation: 'doctor' }, rows: noRows() }, config)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    const remedy = 'put that right and run doctor again'
    return printFindings(
      [{ check: 'store', level: 'fail', message: error.message, remedy }],
      terminal,
    )
  }
}

/**
 * `doctor`: looks at the configuration, the machine and, in the server that holds it if there is one, the store.
 *
 * @returns 1 when anything has failed; a warning alone is no failure
 */
export async function diagnose(env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const { config, finding } = examineConfig(env)
  const root = installationDir(dirname(fileURLToPath(import.meta.url)))
  const machine = await examineMachine({
    clock: { now: () => Date.now() },
    nodeVersion: process.versions.node,
    dataDir: config?.dataDir ?? './data/local',
    webAssets: assets.map((file) => join(root, 'public', 'vendor', file)),
  })
  const local = await printFindings([finding, ...machine], terminal)
  const stored = config === null ? 0 : await examineStored(config)
  return local === 1 || stored === 1 ? 1 : 0
}
