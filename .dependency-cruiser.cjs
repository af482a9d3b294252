/** Floors go up only, and nothing runs in circles. See ARCHITECTURE.md. */
const floors = ['core', 'pact', 'world', 'crisis', 'study', 'exercise', 'ledger', 'history', 'report', '(cli|server|web)']

const upward = floors.slice(0, -1).map((floor, index) => ({
  name: `${floor}-imports-higher-floor`,
  comment: 'An import never points to a higher floor.',
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: { path: `^src/(${floors.slice(index + 1).join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-cycles', severity: 'error', from: { path: '^src' }, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src' }, to: {} },
    {
      name: 'engine-runs-in-browsers',
      comment: 'Below report only workers and what lies in a folder node/ may need Node.',
      severity: 'error',
      from: {
        path: '^src/(core|pact|world|crisis|study|exercise|ledger|history)/',
        pathNot: '/node/',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      comment: 'What the workbench is built from is bundled into its pages.',
      from: { path: '^src', pathNot: '^src/web/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
