import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Command as Operation } from '../operations/command.ts'
import { readConfig } from '../config.ts'
import { ServiceError } from '../errors.ts'
import { formatOf, UnreadableFile, type SourceRow } from '../operations/source-row.ts'
import { answerInto, isBrokenPipe, terminal } from './terminal.ts'
import { copy, migrateDatabase, type StoreName } from './copy.ts'
import { diagnose } from './diagnose.ts'
import { verify } from './directory.ts'
import { loadEnvFile } from './env-file.ts'
import { perform } from './perform.ts'
import { fileRows, noRows } from '../operations/account-file.ts'

/** What the process ends with: done, refused, or asked in a way that cannot be understood. */
type CliExit = 0 | 1 | 2

/** Carries out an operation with the rows of a file, and answers into the terminal or another file. */
type Run = (
  operation: Operation,
  files?: { readonly rows?: AsyncIterable<SourceRow>; readonly out?: string | undefined },
) => Promise<void>

interface AsJson {
  readonly json: boolean
}

function addOnePerson(accounts: Command, run: Run): void {
  accounts
    .command('export')
    .description(
      'write everything that is kept about one person as JSON; the audit trail records it',
    )
    .argument('<id>', 'the account ID, 12 digits')
    .option('--out <file>', 'a file to write instead of the terminal, readable by its owner alone')
    .action((id: string, { out }: { out?: string }) =>
      run({ operation: 'accounts.export', id }, { out }),
    )
  accounts
    .command('erase')
    .description('remove one account and what was said in its cases, for good')
    .argument('<id>', 'the account ID, 12 digits')
    .action((id: string) => run({ operation: 'accounts.erase', id }))
}

function addAccounts(program: Command, run: Run): void {
  const accounts = program.command('accounts').description('the accounts of customers')
  accounts
    .command('import')
    .description('import accounts, all of the file or nothing')
    .argument('<file>', 'newline-delimited JSON (.ndjson) or comma-separated values (.csv)')
    .option('--dry-run', 'check everything and change nothing', false)
    .action(async (file: string, options: { dryRun: boolean }, command: Command) => {
      if (formatOf(file) === null) command.error('error: FILE must end in .ndjson or .csv')
      await run(
        { operation: 'accounts.import', dryRun: options.dryRun },
        {
          rows: fileRows(file),
        },
      )
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
  addOnePerson(accounts, run)
}

function caseNumber(typed: string): number {
  if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed)
  throw new InvalidArgumentError('A case has a number, such as 1001.')
}

function addOneCase(cases: Command, run: Run): void {
  cases
    .command('show')
    .description('show one case with its evidence; the audit trail records it')
    .argument('<number>', 'the number of the case', caseNumber)
    .option('--json', 'as JSON', false)
    .action((number: number, { json }: AsJson) => run({ operation: 'cases.show', number, json }))
  cases
    .command('transcript')
    .description(
      'show what was said in a case, redacted as it was kept; the audit trail records it',
    )
    .argument('<number>', 'the number of the case', caseNumber)
    .option('--json', 'as JSON', false)
    .action((number: number, { json }: AsJson) =>
      run({ operation: 'cases.transcript', number, json }),
    )
}

function addCases(program: Command, run: Run): void {
  const cases = program.command('cases').description('what was handed to people')
  cases
    .command('list')
    .description('list every case by number')
    .option('--json', 'as JSON, with what people wrote', false)
    .action(({ json }: AsJson) => run({ operation: 'cases.list', json }))
  addOneCase(cases, run)
  cases
    .command('export')
    .description('write every case, without what people wrote; the audit trail records it')
    .addOption(
      new Option('--format <format>', 'what to write').choices(['csv', 'json']).default('csv'),
    )
    .option('--out <file>', 'a file to write instead of the terminal, readable by its owner alone')
    .action(({ format, out }: { format: 'csv' | 'json'; out?: string }) =>
      run({ operation: 'cases.export', format }, { out }),
    )
  cases
    .command('counts')
    .description('count cases by topic, by the step people gave up at, and by outcome')
    .option('--json', 'as JSON', false)
    .action(({ json }: AsJson) => run({ operation: 'cases.counts', json }))
  cases
    .command('search')
    .description('list the cases with these words; the audit trail records it')
    .argument(
      '<words...>',
      'a number, words of the user, a topic, an agent, the end of an account ID',
    )
    .option('--json', 'as JSON, with what people wrote', false)
    .action((words: readonly string[], { json }: AsJson) =>
      run({ operation: 'cases.search', words: words.join(' '), json }),
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

function addLimits(program: Command, run: Run): void {
  program
    .command('limits')
    .description('what pauses an account')
    .command('clear')
    .description('clear the counters that pause an account; the audit trail records it')
    .requiredOption('--account <id>', 'the account ID')
    .action(({ account }: { account: string }) => run({ operation: 'limits.clear', account }))
}

function addKeys(program: Command, run: Run): void {
  program
    .command('keys')
    .description('the keys of the store')
    .command('rotate')
    .description('seal with a new key from now on; earlier ones open what they sealed')
    .action(() => run({ operation: 'keys.rotate' }))
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

function addDirectory(program: Command, exit: (code: CliExit) => void): void {
  program
    .command('directory')
    .description('where accounts live')
    .command('verify')
    .description('hold the directory that DIRECTORY names to the contract; reads only, unless told')
    .option('--read <id>', 'the ID of an account to look up by each of its values')
    .option(
      '--write <id>',
      'the ID of a test account to change; its password is another afterwards',
    )
    .action(async ({ read, write }: { read?: string; write?: string }) => {
      exit(await verify({ read: read ?? null, write: write ?? null }))
    })
}

/** The commands; `exit` is told how each ended. */
function createProgram(exit: (code: CliExit) => void): Command {
  const program = new Command('latchkey')
    .description('Look after a Latchkey installation.')
    .exitOverride()
    .helpCommand(true)
  const run: Run = async (command, { rows = noRows(), out } = {}) => {
    const answer = async (io = terminal) => perform({ command, rows }, readConfig(process.env), io)
    exit(out === undefined ? await answer() : await answerInto(out, answer))
  }
  addAccounts(program, run)
  addCases(program, run)
  addAudit(program, run)
  addLimits(program, run)
  addKeys(program, run)
  addStores(program, exit)
  addDirectory(program, exit)
  program
    .command('doctor')
    .description('look at the installation and say what is wrong and what to do')
    .action(async () => {
      exit(await diagnose(process.env))
    })
  return program
}

/** Commander has written the message already; help that was asked for counts as done. */
const usageExit = (error: CommanderError): CliExit => (error.exitCode === 0 ? 0 : 2)

/** The message of an error that is no bug; null for a bug. */
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
    // The reader of the answer has closed the pipe, as `head` does.
    if (isBrokenPipe(error)) return 1
    const sentence = sentenceOf(error)
    if (sentence === null) throw error
    await terminal.err(sentence)
    return 1
  }
}
