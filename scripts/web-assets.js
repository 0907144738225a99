/**
 * Puts the browser files of others into public/vendor, from where the pages are served, and packs all of them into
 * public/packed; npm runs it as `prepare`.
 *
 * Web Chat is taken out of its published package instead of being a dependency: the package brings 425 others
 * (486 MB) along, and one file of it is needed. Its tarball and that file are checked against recorded hashes.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const run = promisify(execFile)
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What is taken from where. `integrity` is the registry's own, `sha256` is of the one file (hex). */
export const webChat = {
  spec: 'botframework-webchat@4.18.1',
  integrity:
    'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
  script: {
    from: 'package/dist/webchat.js',
    to: 'webchat.js',
    sha256: '0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff',
  },
  licence: { from: 'package/dist/webchat.js.LICENSE.txt', to: 'webchat.js.LICENSE.txt' },
}

/** The human check's widget without bundled styles and workers, as a strict content security policy needs it. */
export const altcha = [
  { from: 'dist/external/altcha.min.js', to: 'altcha.js' },
  { from: 'dist/external/altcha.css', to: 'altcha.css' },
  { from: 'dist/workers/pbkdf2.js', to: 'altcha-worker.js' },
  { from: 'LICENSE.txt', to: 'altcha.LICENSE.txt' },
]

/** Whether the bytes have this Subresource Integrity value, such as `sha512-…`. */
export function hasIntegrity(bytes, integrity) {
  const [algorithm = ''] = integrity.split('-', 1)
  return `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}` === integrity
}

/** Whether a file is there and has this SHA-256 (hex). */
export async function hasSha256(file, sha256) {
  const bytes = await readFile(file).catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256
}

/**
 * How npm is called: by the npm that runs this script, else by the one on the path.
 *
 * @param env the process's environment; `npm_config_dry_run` is left out, or nothing would be packed
 */
export function npmCommand(env) {
  const { npm_execpath: path, npm_config_dry_run: _dryRun, ...rest } = env
  const isNpm = path !== undefined && /npm-cli\.c?js$/.test(path)
  const isWindows = process.platform === 'win32'
  return isNpm
    ? { file: process.execPath, first: [path], options: { env: rest } }
    : { file: isWindows ? 'npm.cmd' : 'npm', first: [], options: { env: rest, shell: isWindows } }
}

/**
 * Takes the wanted files out of the published tarball.
 *
 * @param pack puts the tarball of a spec into a folder and answers its path
 * @throws Error when the tarball or the script is not the recorded one; `folder` then holds neither
 */
export async function installWebChat(folder, pack) {
  const target = join(folder, webChat.script.to)
  if (await hasSha256(target, webChat.script.sha256)) return 'present'
  const scratch = await mkdtemp(join(tmpdir(), 'latchkey-web-chat-'))
  try {
    const tarball = await pack(webChat.spec, scratch)
    if (!hasIntegrity(await readFile(tarball), webChat.integrity)) {
      throw new Error(`${webChat.spec} is not the package that was recorded (integrity differs)`)
    }
    // Names relative to the working folder: a drive letter reads as a host name to some tars.
    const members = [webChat.script.from, webChat.licence.from]
    await run('tar', ['-xzf', basename(tarball), ...members], { cwd: scratch })
    if (!(await hasSha256(join(scratch, webChat.script.from), webChat.script.sha256))) {
      throw new Error(`${webChat.script.from} is not the file that was recorded (SHA-256 differs)`)
    }
    await place(join(scratch, webChat.licence.from), join(folder, webChat.licence.to))
    await place(join(scratch, webChat.script.from), target)
    return 'installed'
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Copies beside the target and renames, so that a torn copy never carries the name. */
async function place(from, to) {
  await copyFile(from, `${to}.part`)
  await rename(`${to}.part`, to)
}

async function packFromRegistry(spec, folder) {
  const npm = npmCommand(process.env)
  const shown = npm.options.shell === true ? `"${folder}"` : folder
  const args = ['pack', spec, '--ignore-scripts', '--loglevel=error', '--pack-destination', shown]
  // In the project's folder, so that its own .npmrc counts beside the user's.
  const { stdout } = await run(npm.file, [...npm.first, ...args], { ...npm.options, cwd: root })
  return join(folder, basename(stdout.trim().split('\n').at(-1) ?? ''))
}

async function installAltcha(folder) {
  const packageRoot = join(dirname(fileURLToPath(import.meta.resolve('altcha'))), '../..')
  for (const { from, to } of altcha) await place(join(packageRoot, from), join(folder, to))
}

const smallest = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }

/**
 * Packs every browser file once with brotli and gzip, so that no start and no visitor waits for it. A packed file is
 * named by the content it was made of: one that is changed later is served from what it is then.
 *
 * @param folder the `public` folder
 */
export async function packAll(folder) {
  const packed = join(folder, 'packed')
  await mkdir(packed, { recursive: true })
  const old = new Set(await readdir(packed))
  for (const from of ['', 'vendor']) {
    const names = await readdir(join(folder, from))
    for (const name of names.filter((each) => /\.(?:js|css|svg)$/.test(each))) {
      const bytes = await readFile(join(folder, from, name))
      const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
      const made = [`${hash}.br`, `${hash}.gz`]
      const isThere = made.every((each) => old.has(each))
      for (const each of made) old.delete(each)
      if (isThere) continue
      await writeFile(join(packed, made[0]), await promisify(brotliCompress)(bytes, smallest))
      await writeFile(join(packed, made[1]), await promisify(gzip)(bytes, { level: 9 }))
    }
  }
  await Promise.all([...old].map((name) => rm(join(packed, name))))
}

async function main() {
  const folder = join(root, 'public', 'vendor')
  await mkdir(folder, { recursive: true })
  await installAltcha(folder)
  const outcome = await installWebChat(folder, packFromRegistry)
  if (outcome === 'installed') console.log(`Took ${webChat.spec} into public/vendor.`)
  await packAll(join(root, 'public'))
}

const started = process.argv[1]
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    const cause = String(error.stderr ?? '').trim() || error.message
    console.error(`The browser files could not be put into public/vendor: ${cause}`)
    console.error('The web chat needs them. With the npm registry in reach, run: npm run prepare')
    process.exitCode = 1
  })
}
