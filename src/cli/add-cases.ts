import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Command as Operation } from '../operations/command.ts'

type Run = (operation: Operation, file?: string) => Promise<void>

interface AsJson {
  readonly json: boolean
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

/** The commands about cases. An answer that is to be kept goes into the file that is named beside the operation. */
export function addCases(program: Command, run: Run): void {
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
      run({ operation: 'cases.export', format }, out),
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
