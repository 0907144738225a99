/** Which room may know which. Each rule says why; style and reasons are in README, "How it is built". */
const doors = '^src/(bot|http|web|webchat)/'

const only = (name, library, room) => ({
  name: `${name}-in-one-room`,
  comment: `${library} is imported in ${room} alone, so that replacing it stays one room wide`,
  severity: 'error',
  from: { path: '^(src|dialogs)/', pathNot: room },
  to: { path: `node_modules/(${library})/` },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle means two rooms are one',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-stands-alone',
      comment: 'rules are functions of values: they know no port, no flow, no clock',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^(src/(?!domain/)|dialogs/)' },
    },
    {
      name: 'dialogs-do-no-io',
      comment: 'what the assistant says and when is pure: effects are data',
      severity: 'error',
      from: { path: '^dialogs/' },
      to: { path: '^src/(?!flow/|domain/)' },
    },
    {
      name: 'flows-are-strangers',
      comment: 'a flow calls another by naming its id in an effect, never by importing it',
      severity: 'error',
      from: { path: '^dialogs/(shared/[^/]+|[^/]+)/' },
      to: { path: '^dialogs/(shared/[^/]+|[^/]+)/', pathNot: '^dialogs/($1|words)/' },
    },
    {
      name: 'engine-knows-no-flow',
      comment: 'only the composition root sees the dialogs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|cli/)' },
      to: { path: '^dialogs/' },
    },
    {
      name: 'flow-is-the-vocabulary',
      comment: 'the words all dialogs speak depend on the rules alone',
      severity: 'error',
      from: { path: '^src/flow/' },
      to: { path: '^src/(?!flow/|domain/)' },
    },
    {
      name: 'ports-are-interfaces',
      comment: 'a port says what is needed, never who provides it',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { path: '^src/(?!ports/|domain/|flow/|errors)' },
    },
    {
      name: 'services-know-no-technology',
      comment: 'a use case speaks to ports, so every store and gateway serves it',
      severity: 'error',
      from: { path: '^src/services/' },
      to: { path: '^src/(?!services/|domain/|flow/|ports/|text/|errors)' },
    },
    {
      name: 'drivers-are-strangers',
      comment: 'stores, gateways, directories and hashing implement ports and know nobody else',
      severity: 'error',
      from: { path: '^src/(stores|gateways|directories|hashing)/' },
      to: { path: '^src/(?!$1/|ports/|domain/|errors|root|make-folder)' },
    },
    {
      name: 'desk-knows-no-door',
      comment:
        'agents are turned to orders by the doors; the desk speaks to ports, services and conversations',
      severity: 'error',
      from: { path: '^src/triage/' },
      to: { path: '^src/(?!triage/|conversation/|services/|domain/|flow/|ports/|errors)' },
    },
    {
      name: 'stores-are-strangers',
      comment: 'one store goes without another noticing; what they share lies beside them',
      severity: 'error',
      from: { path: '^src/stores/([^/]+)/' },
      to: { path: '^src/stores/[^/]+/', pathNot: '^src/stores/$1/' },
    },
    {
      name: 'directories-are-strangers',
      comment:
        'one home of accounts goes without another noticing; what they share lies beside them',
      severity: 'error',
      from: { path: '^src/directories/([^/]+)/' },
      to: { path: '^src/directories/[^/]+/', pathNot: '^src/directories/$1/' },
    },
    {
      name: 'doors-do-not-meet',
      comment: 'one way in does not know another; the composition root joins them',
      severity: 'error',
      from: { path: doors },
      to: { path: doors, pathNot: '^src/$1/' },
    },
    {
      name: 'nobody-imports-the-root',
      comment: 'app, main and cli wire the others; an arrow back would be a cycle of rooms',
      severity: 'error',
      from: { path: '^(src|dialogs)/', pathNot: '^src/(app|main|cli/)' },
      to: { path: '^src/(app|main|cli/)' },
    },
    only('botbuilder', 'botbuilder[a-z-]*|botframework-[a-z-]+', '^src/bot/'),
    only('jose', 'jose', '^src/bot/'),
    only('restify', 'restify', '^src/http/'),
    only('lowdb', 'lowdb', '^src/stores/lowdb/'),
    only('ldapts', 'ldapts', '^src/directories/ldap/'),
    only('pg', 'pg', '^src/stores/postgres/'),
    only('bcryptjs', 'bcryptjs', '^src/hashing/'),
    only('hash-wasm', 'hash-wasm', '^src/hashing/'),
    only('piscina', 'piscina', '^src/hashing/'),
    only('xstate', 'xstate', '^(src/flow|dialogs)/'),
    only('ws', 'ws', '^src/webchat/'),
    only('altcha-lib', 'altcha-lib', '^src/web/'),
    only('nodemailer', 'nodemailer', '^src/gateways/'),
    only('undici', 'undici', '^src/bot/'),
    only('libphonenumber-js', 'libphonenumber-js', '^src/(domain|config)/'),
    only('csv-parse', 'csv-parse', '^src/operations/'),
    only('commander', 'commander', '^src/cli/'),
    only('rate-limiter-flexible', 'rate-limiter-flexible', '^src/http/'),
    only('pino', 'pino', '^src/app/'),
    only('prom-client', 'prom-client', '^src/(app|http)/'),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // Not `(^|/)dist/`: that would hide every library that keeps its code in a folder of that name.
    exclude: { path: '^dist[^/]*/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
