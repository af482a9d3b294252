import type { Instant } from './event.js'

/** Something that time alone brings. `from` holds at its moment already, `after` only once it is past. */
export interface Timer {
  readonly at: Instant
  readonly when: 'from' | 'after'
  /** What to look at again. */
  readonly of: string
}

const earlier = (a: Timer, b: Timer): boolean =>
  a.at !== b.at ? a.at < b.at : a.when !== b.when ? a.when === 'from' : a.of < b.of

/** Timers by time, each looked at once. A list kept in order: few wait at any moment. */
export class Timers {
  private readonly waiting: Timer[] = []

  add(timer: Timer): void {
    let low = 0
    let high = this.waiting.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (earlier(timer, this.waiting[middle])) high = middle
      else low = middle + 1
    }
    this.waiting.splice(low, 0, timer)
  }

  /** Takes out the next that has come by `now`: those of `from` at it, those of `after` before it. */
  next(now: Instant): Timer | undefined {
    const [first] = this.waiting
    if (first === undefined || first.at > now || (first.at === now && first.when === 'after'))
      return undefined
    return this.waiting.shift()
  }
}
