/** Mocha's own `spec` report, and its counts as a line `passed failed skipped` at the end of a file. */
const { appendFileSync } = require('node:fs')
const { reporters, Runner } = require('mocha')

class TallyReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    const file = options?.reporterOptions?.tally ?? options?.reporterOption?.tally
    if (file === undefined) throw new Error('name the file: --reporter-option tally=FILE')
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats
      appendFileSync(file, `${passes} ${failures} ${pending}\n`)
    })
  }
}

module.exports = TallyReporter
