export { memoryStore } from '../../study/uncertainty/store.js'
export { runStudy } from '../../study/uncertainty/study.js'
