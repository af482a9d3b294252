export { backupLedger, restoreLedger } from './backup.js'
export type { Place } from './database.js'
export { badFile, linesOf, writeTexts } from './lines.js'
export { openLedger } from './open.js'
export { bearingsOn, dueIn, idsLike, linksTo, monthsOf, statusOf, timelineOf } from './queries.js'
export { SqlLedger } from './sqlStore.js'
export { readStatement, type StatementText, statementLimits } from './statementFile.js'
export {
  type Entered,
  exportTexts,
  type Reading,
  readCsv,
  readJsonLines,
  type TransferFormat,
} from './transfer.js'
export { type Verification, verifyLedger } from './verify.js'
