/** One thing the program remembers about itself, such as whether the demo accounts were loaded. */
export interface SettingRow {
  readonly key: string
  readonly value: string
}
