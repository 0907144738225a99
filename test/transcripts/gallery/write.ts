import { rm, writeFile } from 'node:fs/promises'
import { dataFolder, startProgram, unlimited } from '../../stand-ins/program.ts'
import { fileOf, playAll } from './play-all.ts'

/** Writes the gallery anew: `npm run gallery`. What changed is for a person to read before it is committed. */
const dir = await dataFolder()
const program = await startProgram(dir, unlimited)
try {
  for (const [scene, { text }] of await playAll(program)) {
    await writeFile(
      new URL(`../../../../test/transcripts/gallery/${fileOf(scene)}`, import.meta.url),
      text,
    )
  }
} finally {
  await program.stop()
  await rm(dir, { recursive: true, force: true })
}
