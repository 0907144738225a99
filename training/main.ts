import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { intentModelFile } from '../src/app/intent-model.ts'
import { projectRoot } from '../src/root.ts'
import { trainedModel } from './model.ts'
import { traditionalFile } from './traditional.ts'

/** Writes what is generated for understanding: the classifier's weights and the traditional characters. */
const root = projectRoot()
writeFileSync(join(root, 'src', 'text', 'traditional.ts'), traditionalFile())
const bytes = trainedModel()
writeFileSync(intentModelFile, bytes)
console.log(`training/intents.bin: ${bytes.length.toLocaleString('en')} bytes`)
