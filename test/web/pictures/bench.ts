import type { Page } from 'playwright-core'
import type { Compared, Glance } from '../../../src/web/engine/messages.js'
import { fixed } from './figures.js'

/*
 * The workbench with an engine that answers from fixed data: what is photographed is the page alone.
 */

const comparison = fixed()

const compared: Compared = { comparison, sections: [] }

const answers = {
  read: [{ name: 'a.pact.yaml', pact: null, solvable: true, issues: [] }],
  assumptions: { list: [], issues: [] },
  glance: [] as readonly Glance[],
  compare: compared,
  drivers: {
    base: { deterrence: 0.45 },
    assumptions: [
      ['fear.clash', 'What a clash with a nuclear power costs a guarantor', 0.31, 0.62, true],
      ['audience.points', 'Audience cost of not honouring', 0.4, 0.52, false],
    ].map(([name, meaning, below, above, turns]) => ({
      name,
      meaning,
      unit: 'points',
      judgement: true,
      low: 10,
      high: 60,
      below: { deterrence: below },
      above: { deterrence: above },
      verdictChanges: turns,
      turns: turns ? [{ level: 'full', who: 'motivated', from: 'deterred', to: 'not-deterred', at: 41 }] : [],
    })),
  },
}

/** Puts the fixed engine in the place of the workers, before the page loads. */
export const withFixedEngine = async (page: Page): Promise<void> => {
  await page.addInitScript((given) => {
    class FixedWorker {
      onmessage: ((event: { data: unknown }) => void) | null = null
      postMessage({ id, kind }: { id: number; kind: string }): void {
        const answer = (given as Record<string, unknown>)[kind]
        if (answer !== undefined) setTimeout(() => this.onmessage?.({ data: { id, kind: 'answer', answer } }))
      }
      terminate(): void {}
    }
    Object.assign(globalThis, { Worker: FixedWorker })
  }, answers)
}
