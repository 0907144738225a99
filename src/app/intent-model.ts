import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readModel, type IntentModel } from '../text/intent-model.ts'
import { projectRoot } from '../root.ts'

/** Where `npm run train` writes the classifier's weights. */
export const intentModelFile = join(projectRoot(), 'training', 'intents.bin')

/**
 * The trained classifier of intents.
 *
 * @throws Error when the file is missing or of another version
 */
export function loadIntentModel(): IntentModel {
  return readModel(readFileSync(intentModelFile))
}
