import { z } from 'zod'
import { importCommand, showCommand } from './command-accounts.ts'
import { listCommand, verifyCommand } from './command-audit.ts'
import { listCasesCommand } from './command-cases.ts'
import { printFindings } from './command-doctor.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { examineStore } from './doctor.ts'

const name = z.string().max(100)

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
  z.strictObject({ operation: z.literal('audit.list'), account: name, json: z.boolean() }),
  z.strictObject({ operation: z.literal('audit.verify') }),
  z.strictObject({ operation: z.literal('doctor') }),
])

/** One command with its options. */
export type Command = z.output<typeof commandSchema>

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
  switch (command.operation) {
    case 'accounts.import':
      return importCommand(command, io, deps)
    case 'accounts.show':
      return showCommand(command, io, deps)
    case 'cases.list':
      return listCasesCommand(command, io, deps)
    case 'audit.list':
      return listCommand(command, io, deps)
    case 'audit.verify':
      return verifyCommand(io, deps)
    case 'doctor':
      break
  }
  return printFindings(await examineStore(deps), io)
}
