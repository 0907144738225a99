import type { CommandIo } from '../operations/command-io.ts'

// A pipe that its reader closes tells the writer, who waits for it; the event would end the process with a stack.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

function write(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${line}\n`, (error) => {
      if (error === null || error === undefined) resolve()
      else reject(error)
    })
  })
}

/** Whether writing failed because nobody reads any more. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/** The two streams of the process; each line is waited for, so that a slow pipe loses none. */
export const terminal: Pick<CommandIo, 'out' | 'err'> = {
  out: (line) => write(process.stdout, line),
  err: (line) => write(process.stderr, line),
}
