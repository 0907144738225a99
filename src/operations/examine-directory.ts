import { ServiceError } from '../errors.ts'
import type { Directory } from '../ports/directory.ts'
import { lacksOf } from '../services/offers.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

const remedy = 'see docs/connect.md, or leave it if it is meant to be so'

/** Whether the directory of the accounts can be asked, and what it cannot do, with what follows from it for people. */
export async function examineDirectory(
  directory: Pick<Directory, 'abilities' | 'check' | 'remarks'>,
): Promise<readonly Finding[]> {
  let remarks: readonly string[] = []
  try {
    await directory.check()
    remarks = (await directory.remarks?.()) ?? []
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return [fail('directory', error.message, `put that right and run doctor again (${error.code})`)]
  }
  const lacks = lacksOf(directory.abilities)
  return [
    ok('directory', 'can be asked'),
    ...remarks.map((remark) => warn('directory', remark, remedy)),
    ...lacks.map(({ lacks: what, why }) => warn('directory', `${what}: ${why}`, remedy)),
  ]
}
