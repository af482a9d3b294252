export { renderAfterActionMarkdown } from './markdown.js'
export { renderAfterAction } from './page.js'
export * from './review.js'
export { timeline } from './timeline.js'
