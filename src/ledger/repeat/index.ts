export * from './coders.js'
export * from './repeats.js'
export { highest, indexTexts, type TextIndex } from './similarity.js'
export * from './wording.js'
