import { GAMES_OF_BREAKING } from '../../study/uncertainty/plan.js'

export { gamesAhead } from '../../study/uncertainty/plan.js'
export { memoryStore } from '../../study/uncertainty/store.js'
export { runStudy } from '../../study/uncertainty/study.js'

type OnStage = (what: string, done: number, total: number) => void

/** Progress of a whole study from that of its stages, so that the time left is that of all of them. */
export const wholeProgress = (planned: number, told: OnStage): OnStage => {
  let stage = ''
  let before = 0
  let own = 0
  return (what, done, total) => {
    const weight = what === 'breaking points' ? GAMES_OF_BREAKING : 1
    if (what !== stage) {
      before += own
      stage = what
    }
    own = total * weight
    told(what, before + done * weight, Math.max(planned, before + own))
  }
}
