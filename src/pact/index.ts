export * from './assist.js'
export * from './atop.js'
export * from './atopTable.js'
export * from './diff.js'
export * from './edit.js'
export { describeFaults, showPath, sortIssues } from './faults.js'
export * from './lint.js'
export * from './meanings.js'
export * from './read.js'
export * from './rule.js'
export * from './rules.js'
export * from './schema.js'
export * from './vocabulary.js'
export {
  MAX_BYTES,
  MAX_DEPTH,
  MAX_VALUES,
  type Path,
  type Place,
  type ReadYaml,
  readYaml,
  shorten,
  type YamlLimits,
} from './yaml.js'
