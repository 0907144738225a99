import { takeCoverage } from 'node:v8'

// Loaded before the program: at its line that says it is ready, everything that was loaded until then is written into
// the folder of NODE_V8_COVERAGE, and nothing that the program loads afterwards.
const write = process.stderr.write.bind(process.stderr)

process.stderr.write = (text: string | Uint8Array): boolean => {
  if (String(text).includes('is ready')) {
    takeCoverage()
    delete process.env['NODE_V8_COVERAGE']
  }
  return write(text)
}
