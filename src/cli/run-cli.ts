import { Command, CommanderError, Option } from 'commander'
import { readConfig } from '../config.ts'
import { ServiceError } from '../errors.ts'
import type { Command as Operation } from '../operations/command.ts'
import { formatOf, UnreadableFile } from '../operations/source-row.ts'
import type { SourceRow } from '../operations/source-row.ts'
import { addCases } from './add-cases.ts'
import { answerInto } from './answer-file.ts'
import { copy, migrateDatabase, type StoreName } from './copy.ts'
import { diagnose } from './diagnose.ts'
import { loadEnvFile } from './env-file.ts'
import { perform } from './perform.ts'
import { fileRows, noRows } from './rows.ts'
import { isBrokenPipe, terminal } from './terminal.ts'

/** What the process ends with: done, refused, or asked in a way that cannot be understood. */
export type CliExit = 0 | 1 | 2

type Run = (operation: Operation, rows?: AsyncIterable<SourceRow>) => Promise<void>

function addAccounts(program: Command, run: Run): void {
  const accounts = program.command('accounts').description('the accounts of customers')
  accounts
    .command('import')
    .description('import accounts, all of the file or nothing')
    .argument('<file>', 'newline-delimited JSON (.ndjson) or comma-separated values (.csv)')
    .option('--dry-run', 'check everything and change nothing', false)
    .action(async (file: string, options: { dryRun: boolean }, command: Command) => {
      if (formatOf(file) === null) command.error('error: FILE must end in .ndjson or .csv')
      await run({ operation: 'accounts.import', dryRun: options.dryRun }, fileRows(file))
    })
  accounts
    .command('show')
    .description('show one account, its addresses masked')
    .argument('<id>', 'the account ID, 12 digits')
    .option('--json', 'as JSON', false)
    .option('--reveal', 'show addresses whole; the audit trail records it', false)
    .action((id: string, options: { json: boolean; reveal: boolean }) =>
      run({ operation: 'accounts.show', id, json: options.json, reveal: options.reveal }),
    )
}

function addAudit(program: Command, run: Run): void {
  const audit = program.command('audit').description('the audit trail')
  audit
    .command('list')
    .description('list what happened to an account, oldest first')
    .requiredOption('--account <id>', 'the account ID, or system')
    .option('--json', 'as JSON', false)
    .action((options: { account: string; json: boolean }) =>
      run({ operation: 'audit.list', account: options.account, json: options.json }),
    )
  audit
    .command('verify')
    .description('check that no entry was changed, removed or added')
    .action(() => run({ operation: 'audit.verify' }))
}

/** Where the stores are, whichever of them STORE names. */
function storePlaces() {
  const { dataDir, databaseUrl } = readConfig(process.env)
  return { dataDir, databaseUrl }
}

function storeOption(flag: string, description: string): Option {
  return new Option(flag, description).choices(['lowdb', 'postgres']).makeOptionMandatory()
}

/** Commands about the stores themselves. */
function addStores(program: Command, exit: (code: CliExit) => void): void {
  program
    .command('migrate')
    .description('bring the tables of DATABASE_URL up to date; a server does it when it starts')
    .action(async () => {
      exit(await migrateDatabase(storePlaces().databaseUrl))
    })
  program
    .command('copy')
    .description('copy everything into an empty store and compare; stop every server before')
    .addOption(storeOption('--from <store>', 'where everything is'))
    .addOption(storeOption('--to <store>', 'an empty one'))
    .action(async ({ from, to }: { from: StoreName; to: StoreName }, command: Command) => {
      if (from === to) command.error('error: --from and --to name the same store')
      exit(await copy({ from, to, ...storePlaces() }))
    })
}

/** The commands; `exit` is told how each ended. */
function createProgram(exit: (code: CliExit) => void): Command {
  const program = new Command('latchkey')
    .description('Look after a Latchkey installation.')
    .exitOverride()
    .helpCommand(true)
  const run: Run = async (operation, rows = noRows()) => {
    exit(await perform({ command: operation, rows }, readConfig(process.env)))
  }
  addAccounts(program, run)
  addCases(program, async (operation, file) => {
    if (file === undefined) return run(operation)
    const call = { command: operation, rows: noRows() }
    exit(await answerInto(file, async (io) => perform(call, readConfig(process.env), io)))
    return undefined
  })
  addAudit(program, run)
  addStores(program, exit)
  program
    .command('doctor')
    .description('look at the installation and say what is wrong and what to do')
    .action(async () => {
      exit(await diagnose(process.env))
    })
  return program
}

/** Commander has told the person already; help that was asked for is no fault. */
const usageExit = (error: CommanderError): CliExit => (error.exitCode === 0 ? 0 : 2)

/** What stops a command without being a bug of it; null for anything else. */
function sentenceOf(error: unknown): string | null {
  return error instanceof ServiceError || error instanceof UnreadableFile ? error.message : null
}

/**
 * Runs one command line. The answer goes to stdout alone, everything else to stderr.
 *
 * @param words the arguments without the program's own
 * @returns 0 done; 1 refused or failed, with a sentence on stderr; 2 not understood
 */
export async function runCli(words: readonly string[]): Promise<CliExit> {
  let exit: CliExit = 0
  const program = createProgram((code) => {
    exit = code
  })
  try {
    loadEnvFile()
    await program.parseAsync(words, { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return usageExit(error)
    // Whoever reads the answer has had enough of it, as `head` does.
    if (isBrokenPipe(error)) return 1
    const sentence = sentenceOf(error)
    if (sentence === null) throw error
    await terminal.err(sentence)
    return 1
  }
}
