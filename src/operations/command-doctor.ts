import type { CommandIo, ExitCode } from './command-io.ts'
import type { Finding } from './finding.ts'

/** Findings as lines: level, what, how it is, and what to do; 1 when any of them is a failure. */
export async function printFindings(
  findings: readonly Finding[],
  io: Pick<CommandIo, 'out'>,
): Promise<ExitCode> {
  for (const { level, check, message, remedy } of findings) {
    const todo = remedy === null ? '' : ` → ${remedy}`
    await io.out(`${level.padEnd(4)}  ${check}: ${message}${todo}`)
  }
  return findings.some(({ level }) => level === 'fail') ? 1 : 0
}
