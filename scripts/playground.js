/**
 * Opens the Microsoft 365 Agents Playground, a developer's stand-in for Teams, on a running Latchkey.
 *
 * It is a tool of its own under Microsoft's pre-release licence, so it is no dependency: npm fetches it when asked
 * here. LATCHKEY_URL is where Latchkey runs, PLAYGROUND_PORT where the Playground shall, PLAYGROUND_BIN a copy that is
 * installed already; TEAMSAPPTESTER_BROWSER=none opens no browser.
 */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npmCommand } from './web-assets.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const spec = '@microsoft/m365agentsplayground@0.2.28'

const { env } = process
const { LATCHKEY_URL = 'http://127.0.0.1:3978', PLAYGROUND_PORT: port = '56150' } = env
const latchkey = LATCHKEY_URL.replace(/\/$/, '')

const args = [
  ['--app-endpoint', `${latchkey}/api/messages`],
  ['--channel-id', 'msteams'],
  ['--port', port],
  // Its default says localhost, which may mean ::1, where it does not listen.
  ['--service-url', `http://127.0.0.1:${port}/_connector`],
  ['--disable-telemetry'],
].flat()

/** Statsbeat reports on the telemetry even where that is off, and looks for cloud machines on the network. */
const quiet = { APPLICATION_INSIGHTS_NO_STATSBEAT: 'true' }

function command() {
  const { PLAYGROUND_BIN: file = '' } = env
  if (file !== '') return { file, first: [], options: { env } }
  const npm = npmCommand(env)
  const first = [...npm.first, 'exec', `--package=${spec}`, '--', 'agentsplayground']
  return { ...npm, first }
}

async function isRunning() {
  const answer = await fetch(`${latchkey}/healthz`).catch(() => null)
  return answer?.ok === true
}

if (await isRunning()) {
  console.log(`Agents Playground on ${latchkey}: http://localhost:${port}`)
  console.log('It is an optional tool of Microsoft under its own pre-release licence.')
  console.log('It listens on ALL network interfaces of this machine and asks nobody who they are:')
  console.log('use it behind a firewall, with demo accounts only.')
  const { file, first, options } = command()
  const child = spawn(file, [...first, ...args], {
    ...options,
    env: { ...options.env, ...quiet },
    cwd: root,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`The Playground could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code) => {
    process.exitCode = code ?? 0
  })
} else {
  console.error(`Latchkey does not answer at ${latchkey}: start it first with npm start.`)
  process.exitCode = 1
}
