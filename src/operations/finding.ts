/** One thing that was looked at. */
export interface Finding {
  readonly check: string
  readonly level: 'ok' | 'warn' | 'fail'
  readonly message: string
  /** What to do; null when all is well. */
  readonly remedy: string | null
}

/** What is as it should be. */
export const ok = (check: string, message: string): Finding => ({
  check,
  level: 'ok',
  message,
  remedy: null,
})

const trouble =
  (level: 'warn' | 'fail') =>
  (check: string, message: string, remedy: string): Finding => ({ check, level, message, remedy })

/** What should be looked at, though everything works. */
export const warn = trouble('warn')

/** What does not work. */
export const fail = trouble('fail')
