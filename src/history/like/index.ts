export * from './document.js'
export * from './features.js'
export * from './nearest.js'
export { type Kept, type PastPact, pastPacts, type WarTest } from './pastPacts.js'
