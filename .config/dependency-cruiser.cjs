/** The arrows of the house: see CONTRIBUTING.md. */
const PURE = '^src/(policy|classifier|text|forms|drafts|checks|seps|discord)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-orphan', severity: 'error', from: { orphan: true, path: '^src/' }, to: {} },
    {
      name: 'pure-rooms-know-no-world',
      comment: 'Pure rooms run unchanged in a browser: no Node, no terminal, no GitHub, no commands.',
      severity: 'error',
      from: { path: PURE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-know-only-pure-rooms',
      severity: 'error',
      from: { path: PURE },
      to: { path: '^src/', pathNot: `${PURE}|^src/errors\\.ts$` },
    },
    {
      name: 'text-knows-no-other-room',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { path: '^src/', pathNot: '^src/(text/|errors\\.ts$)' },
    },
    {
      name: 'checks-and-seps-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(checks|seps)/' },
      to: { path: '^src/(checks|seps)/', pathNot: '^src/$1/' },
    },
    {
      name: 'discord-knows-only-text',
      severity: 'error',
      from: { path: '^src/discord/' },
      to: { path: '^src/', pathNot: '^src/(discord/|text/|errors\\.ts$)' },
    },
    {
      name: 'terminal-knows-no-commands',
      severity: 'error',
      from: { path: '^src/terminal/' },
      to: { path: '^src/(commands|publish|bulk|github|main|program)' },
    },
    {
      name: 'only-terminal-dresses-text',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/terminal/' },
      to: { path: 'node_modules/(@inquirer|chalk|ora|fast-wrap-ansi|fast-string-width)' },
    },
    {
      name: 'only-github-knows-octokit',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/github/' },
      to: { path: 'node_modules/(@octokit|graphql|p-retry)/' },
    },
    {
      name: 'github-knows-no-other-room',
      severity: 'error',
      from: { path: '^src/github/' },
      to: { path: '^src/', pathNot: '^src/(github/|text/|errors\\.ts$|system/(clock|programs)\\.ts$)' },
    },
    {
      name: 'publish-knows-github-by-its-interface',
      severity: 'error',
      from: { path: '^src/publish/' },
      to: {
        dependencyTypesNot: ['type-only'],
        path: '^src/',
        pathNot:
          '^src/(publish/|preflight/|storage/|drafts/|forms/|seps/|text/|checks/hidden-characters\\.ts$|app\\.ts$|errors\\.ts$|system/(clock|interrupt)\\.ts$|github/(retry|look-up|failure|endpoints)\\.ts$)',
      },
    },
    {
      name: 'bulk-knows-github-by-its-interface',
      severity: 'error',
      from: { path: '^src/bulk/' },
      to: {
        dependencyTypesNot: ['type-only'],
        path: '^src/',
        pathNot:
          '^src/(bulk/|preflight/|publish/|drafts/|forms/|text/|checks/(check|secrets|secrets/mask)\\.ts$|errors\\.ts$|system/(clock|hash)\\.ts$|github/(retry|look-up|failure)\\.ts$)',
      },
    },
    {
      name: 'bulk-knows-no-world',
      comment: 'Of Node only streams.',
      severity: 'error',
      from: { path: '^src/bulk/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?stream$' },
    },
    {
      name: 'system-knows-no-room',
      comment: 'Only the types of App, which it implements, and what a text may be.',
      severity: 'error',
      from: { path: '^src/system/' },
      to: { path: '^src/', pathNot: '^src/(system/|text/|app\\.ts$|errors\\.ts$)' },
    },
    {
      name: 'storage-knows-no-command',
      severity: 'error',
      from: { path: '^src/storage/' },
      to: { path: '^src/(commands|preflight|publish|main|program)' },
    },
    {
      name: 'preflight-knows-no-bulk',
      severity: 'error',
      from: { path: '^src/preflight/' },
      to: { path: '^src/(commands|bulk|main|program)' },
    },
    {
      name: 'nobody-imports-commands',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(commands/|program\\.ts$)' },
      to: { path: '^src/commands/' },
    },
    {
      name: 'commands-know-each-other-only-by-what-they-share',
      comment:
        'A command may use its own folder and the folders named `shared`. Only `where` hands over to a command that writes.',
      severity: 'error',
      from: { path: '^src/commands/(.+)/[^/]+$', pathNot: '/shared/' },
      to: { path: '^src/commands/', pathNot: ['^src/commands/$1/', '/shared/'] },
    },
    {
      name: 'shared-parts-know-no-command',
      severity: 'error',
      from: { path: ['^src/commands/shared/', '^src/commands/[^/]+/shared/'] },
      to: { path: '^src/commands/', pathNot: '/shared/' },
    },
    {
      name: 'only-main-runs-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/program\\.ts$' },
    },
    {
      name: 'nobody-imports-the-scripts',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { path: '^(src|test)/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'the-program-knows-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'require', 'node', 'default'], exportsFields: ['exports'] },
  },
}
