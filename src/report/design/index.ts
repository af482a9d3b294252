export { renderDesignReport } from './page.js'
export { renderAmended, renderDesign } from './terminal.js'
