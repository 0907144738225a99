import { z } from 'zod'
import { importCommand, showCommand } from './command-accounts.ts'
import { listCommand, verifyCommand } from './command-audit.ts'
import {
  countCasesCommand,
  exportCasesCommand,
  listCasesCommand,
  searchCasesCommand,
} from './command-cases.ts'
import { showCaseCommand, transcriptCommand } from './command-case.ts'
import { printFindings } from './command-doctor.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { examineStore } from './doctor.ts'

const name = z.string().max(100)
const number = z.number().int().positive().max(999_999_999)

/** What an operator may ask for. It crosses the socket to the owner of the store, so it is plain JSON. */
export const commandSchema = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('accounts.import'), dryRun: z.boolean() }),
  z.strictObject({
    operation: z.literal('accounts.show'),
    id: name,
    json: z.boolean(),
    reveal: z.boolean(),
  }),
  z.strictObject({ operation: z.literal('cases.list'), json: z.boolean() }),
  z.strictObject({ operation: z.literal('cases.show'), number, json: z.boolean() }),
  z.strictObject({ operation: z.literal('cases.transcript'), number, json: z.boolean() }),
  z.strictObject({ operation: z.literal('cases.export'), format: z.enum(['csv', 'json']) }),
  z.strictObject({ operation: z.literal('cases.counts'), json: z.boolean() }),
  z.strictObject({ operation: z.literal('cases.search'), words: z.string(), json: z.boolean() }),
  z.strictObject({ operation: z.literal('audit.list'), account: name, json: z.boolean() }),
  z.strictObject({ operation: z.literal('audit.verify') }),
  z.strictObject({ operation: z.literal('doctor') }),
])

/** One command with its options. */
export type Command = z.output<typeof commandSchema>

type CasesCommand = Extract<Command, { operation: `cases.${string}` }>

const isCases = (command: Command): command is CasesCommand =>
  command.operation.startsWith('cases.')

async function runCases(
  command: CasesCommand,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  switch (command.operation) {
    case 'cases.list':
      return listCasesCommand(command, io, deps)
    case 'cases.show':
      return showCaseCommand(command, io, deps)
    case 'cases.transcript':
      return transcriptCommand(command, io, deps)
    case 'cases.export':
      return exportCasesCommand(command, io, deps)
    case 'cases.counts':
      return countCasesCommand(command, io, deps)
    case 'cases.search':
      return searchCasesCommand(command, io, deps)
    default:
      return command satisfies never
  }
}

/**
 * Carries out one command and writes its answer line by line.
 *
 * @throws ServiceError of the store; whatever the row source throws. An import has changed nothing then.
 */
export async function runCommand(
  command: Command,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  if (isCases(command)) return runCases(command, io, deps)
  switch (command.operation) {
    case 'accounts.import':
      return importCommand(command, io, deps)
    case 'accounts.show':
      return showCommand(command, io, deps)
    case 'audit.list':
      return listCommand(command, io, deps)
    case 'audit.verify':
      return verifyCommand(io, deps)
    case 'doctor':
      return printFindings(await examineStore(deps), io)
    default:
      return command satisfies never
  }
}
