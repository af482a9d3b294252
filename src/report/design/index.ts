export { renderDesign } from './terminal.js'
