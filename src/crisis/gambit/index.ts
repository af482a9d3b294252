export { checkGame } from './check.js'
export { type Evaluation, evaluateProfile } from './evaluate.js'
export {
  type BranchPoint,
  type BranchStep,
  type LogitOptions,
  type LogitResult,
  logitResidual,
  principalBranch,
} from './logit.js'
export { type ProfileDocument, playerKeys, profileJson, type ReadProfile, readProfile } from './profile.js'
export { type PureEquilibrium, type PureOptions, type PureResult, pureEquilibria } from './pure.js'
export { type ReadGame, readGame } from './read.js'
export { subgameRoots } from './subgames.js'
export { compileTree, type GameTree } from './tree.js'
export type {
  ChanceEvent,
  ExtensiveGame,
  GameNode,
  InformationSet,
  Outcome,
  Place,
  Profile,
} from './types.js'
export { writeEfg } from './write.js'
