import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'

/** `keys rotate`: a new key to seal with; says from when on, and what the earlier ones are kept for. */
export async function rotateCommand(
  io: Pick<CommandIo, 'out'>,
  deps: Pick<CommandDeps, 'keys'>,
): Promise<ExitCode> {
  const { id, from, olderRows, dropped } = await (await deps.keys()).rotate()
  await io.out(`New key ${id}: seals from ${new Date(from).toISOString()} on.`)
  await io.out(
    `Earlier keys stay for ${olderRows} rows that they sealed; ${dropped} that nothing needed ${dropped === 1 ? 'was' : 'were'} removed.`,
  )
  return 0
}
