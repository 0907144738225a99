import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../root.ts'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { configNotes, type ConfigNote } from '../config/notes.ts'
import { ServiceError } from '../errors.ts'
import { openDirectory } from '../app/open-directory.ts'
import { examineDirectory } from '../operations/examine-directory.ts'
import { examineMachine, printFindings } from '../operations/doctor.ts'
import { fail, ok, warn, type Finding } from '../operations/finding.ts'
import type { ExitCode } from '../operations/command-io.ts'
import { perform } from './perform.ts'
import { noRows } from '../operations/account-file.ts'
import { terminal } from './terminal.ts'

const assets = ['webchat.js', 'altcha.js'] as const

function examineConfig(env: NodeJS.ProcessEnv): { config: Config | null; finding: Finding } {
  try {
    const config = readConfig(env)
    const mode = config.isProduction ? 'production' : 'development'
    return { config, finding: ok('config', `sound, for ${mode}`) }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    const remedy = 'correct these; .env.example explains each of them'
    return { config: null, finding: fail('config', error.message, remedy) }
  }
}

const noted = ({ check, message, remedy }: ConfigNote): Finding => warn(check, message, remedy)

async function examineStored(config: Config): Promise<ExitCode> {
  // Opening an embedded store makes its folder, and a look must not leave one behind.
  if (config.store.kind === 'lowdb' && !existsSync(config.dataDir)) return 0
  try {
    return await perform({ command: { operation: 'doctor' }, rows: noRows() }, config)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    const finding = fail('store', error.message, 'put that right and run doctor again')
    return printFindings([finding], terminal)
  }
}

/** Whether the accounts can be asked for where they live; nothing where that is the store. */
async function examineAccounts(config: Config): Promise<readonly Finding[]> {
  try {
    const directory = await openDirectory(config, { now: () => Date.now() })
    if (directory === null) return []
    const findings = await examineDirectory(directory)
    await directory.close()
    return findings
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return [fail('directory', error.message, `put that right and run doctor again (${error.code})`)]
  }
}

/**
 * `doctor`: looks at the configuration, the machine and, in the server that holds it if there is one, the store.
 *
 * @returns 1 when anything has failed; a warning alone is no failure
 */
export async function diagnose(env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const { config, finding } = examineConfig(env)
  const root = projectRoot()
  const machine = await examineMachine({
    clock: { now: () => Date.now() },
    nodeVersion: process.versions.node,
    dataDir: config?.dataDir ?? './data/local',
    webAssets: assets.map((file) => join(root, 'public', 'vendor', file)),
  })
  const accounts = config === null ? [] : await examineAccounts(config)
  const notes = config === null ? [] : configNotes(config).map(noted)
  const local = await printFindings([finding, ...notes, ...machine, ...accounts], terminal)
  const stored = config === null ? 0 : await examineStored(config)
  return local === 1 || stored === 1 ? 1 : 0
}
