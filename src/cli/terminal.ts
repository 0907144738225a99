import { writeFile } from 'node:fs/promises'
import type { CommandIo, ExitCode } from '../operations/command-io.ts'

// Writing to a closed pipe is reported to `write` below; without a listener the event would end the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

function write(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${line}\n`, (error) => {
      if (error === null || error === undefined) resolve()
      else reject(error)
    })
  })
}

/** Whether writing failed because the reader has closed the pipe. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/** Where an answer goes: the streams of the process, or a file. */
export type AnswerIo = Pick<CommandIo, 'out' | 'err'>

/** The streams of the process; each line is waited for, so that none is lost in a slow pipe. */
export const terminal: AnswerIo = {
  out: (line) => write(process.stdout, line),
  err: (line) => write(process.stderr, line),
}

/**
 * Has a command answer into a file, which is written only when the command succeeds.
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
