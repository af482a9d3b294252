export * from './amounts.js'
export * from './terminal.js'
