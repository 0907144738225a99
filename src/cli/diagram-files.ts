import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { machine as caseMachine } from '../../dialogs/case/machine.ts'
import { assistant } from '../../dialogs/index.ts'
import { drawDiagram } from '../flow/diagram.ts'

/** A drawing and the file it belongs in. */
export interface DiagramFile {
  readonly path: string
  readonly text: string
}

/**
 * The drawing of every dialog's chart and of a case's, to be kept as `machine.mmd` beside the chart.
 *
 * @param root the project's folder, where `dialogs/` is
 * @throws Error when a dialog has no folder under its id
 */
export function diagramFiles(root: string): readonly DiagramFile[] {
  const charts = [...assistant.dialogs.values(), { id: 'case', machine: caseMachine }]
  return charts.map(({ id, machine }) => {
    const folders = [join(root, 'dialogs', id), join(root, 'dialogs', 'shared', id)]
    const folder = folders.find((each) => existsSync(each))
    if (folder === undefined) throw new Error(`no folder in dialogs/ has the name of ${id}`)
    return { path: join(folder, 'machine.mmd'), text: drawDiagram(machine) }
  })
}
