export * from './morris.js'
export * from './pawn.js'
export * from './pickFreeze.js'
export * from './shapley.js'
