import { writeFile } from 'node:fs/promises'
import type { ExitCode } from '../operations/command-io.ts'
import type { AnswerIo } from './perform.ts'
import { terminal } from './terminal.ts'

/**
 * Has a command answer into a file, which is written when the command is done: a refusal leaves what was there.
 *
 * @returns the exit code of the command, or 1 when the file cannot be written
 */
export async function answerInto(
  file: string,
  run: (io: AnswerIo) => Promise<ExitCode>,
): Promise<ExitCode> {
  const lines: string[] = []
  const exit = await run({ ...terminal, out: async (line) => void lines.push(line) })
  if (exit !== 0) return exit
  try {
    await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 })
    return 0
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    await terminal.err(`${file} cannot be written: ${code}`)
    return 1
  }
}
