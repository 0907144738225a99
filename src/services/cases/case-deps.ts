import type { BusinessHours } from '../../domain/business-hours.ts'
import type { StepCase } from '../../flow/case.ts'
import type { Random } from '../../ports/random.ts'
import type { Sealer } from '../../ports/sealer.ts'

/** What every use case of support has at hand. */
export interface CaseDeps {
  readonly random: Random
  readonly sealer: Sealer
  readonly stepCase: StepCase
  readonly supportHours: BusinessHours
  /** ISO 3166 region a national number in somebody's words is read in. */
  readonly defaultRegion: string
}
