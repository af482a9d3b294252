export { binomialMass, binomialUpperTail, wilsonInterval } from './binomial.js'
export type { InputColumn } from './box.js'
export * from './choose.js'
