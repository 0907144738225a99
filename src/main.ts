import { startApp, type App } from './app/app.ts'
import { loadEnvFile } from './cli/env-file.ts'
import { readConfig, type Config } from './config.ts'
import { configNotes } from './config/notes.ts'
import { ServiceError } from './errors.ts'

const stoppedWell = 0
const failed = 1
/** Longer than any turn or message takes, shorter than the 30 s after which a supervisor kills. */
const stopWithinMs = 28_000

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

/** Where it keeps what, before the first thing that takes time. */
function announce(config: Config): void {
  const { isProduction, store, dataDir } = config
  const where = store.kind === 'postgres' ? 'PostgreSQL' : `the store in ${dataDir}`
  tell(`Latchkey starts${isProduction ? '' : ' for trying out'} and opens ${where} ...`)
  for (const { message, remedy } of configNotes(config)) tell(`Note: ${message} (${remedy}).`)
}

/** The last lines of the start: where to go now, what comes of it, and who answers. */
function welcome(app: App): void {
  const { publicUrl, madeTriageKey } = app
  if (madeTriageKey !== null) {
    tell(`A channel joins as the triage channel by: register triage here ${madeTriageKey}`)
  }
  tell(
    `Latchkey is ready: ${publicUrl} is the chat. Open it in a browser, and say what you forgot.`,
  )
  if (app.hasInbox) {
    tell(`Nothing leaves this machine: codes and mails arrive at ${publicUrl}/dev/inbox`)
  }
  if (app.hasDesk) tell(`To answer as a person of support, open ${publicUrl}/desk`)
}

function stopOnSignals(app: App): void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(failed), stopWithinMs).unref()
    app.stop().then(
      () => process.exit(stoppedWell),
      (error: unknown) => {
        app.log.error('stop.failed', { error })
        process.exit(failed)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** After an error outside every turn the program's state is unknown: it ends, and a supervisor starts it again. */
function endOnFaults(app: App): void {
  const end =
    (event: string) =>
    (error: unknown): void => {
      app.log.error(event, { error })
      process.exit(failed)
    }
  process.on('uncaughtException', end('process.uncaught'))
  process.on('unhandledRejection', end('process.unhandled'))
  app.onFailure(end('store.failed'))
}

async function main(): Promise<void> {
  loadEnvFile()
  const config = readConfig(process.env)
  announce(config)
  const app = await startApp(config)
  endOnFaults(app)
  stopOnSignals(app)
  welcome(app)
}

main().catch((error: unknown) => {
  const known = error instanceof ServiceError ? `${error.code}: ${error.message}` : String(error)
  tell(`Latchkey cannot start. ${known}`)
  process.exit(failed)
})
