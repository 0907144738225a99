import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { projectRoot } from '../root.ts'
import { diagramFiles } from './diagram-files.ts'

const root = projectRoot()
for (const { path, text } of diagramFiles(root)) {
  writeFileSync(path, text)
  console.log(relative(root, path))
}
