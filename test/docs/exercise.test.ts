import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkExercise, type ExerciseState, exercise, readExercise } from '../../src/exercise/index.js'
import { type Pact, readPact } from '../../src/pact/index.js'

const folder = 'examples/ukraine'
const pacts = readdirSync(folder)
  .map((name) => readPact(readFileSync(`${folder}/${name}`), name).pact)
  .filter((pact): pact is Pact => pact !== undefined)

const play = (text: string, name: string, now?: string): ExerciseState => {
  const read = readExercise(text, name)
  expect(read.issues).toEqual([])
  const storyline = read.exercise!
  expect(checkExercise(storyline, pacts, name, read.locate)).toEqual([])
  const { events } = storyline
  return exercise({
    documents: pacts,
    events,
    settings: storyline,
    now: now ?? events[events.length - 1].knownAt,
  })
}

const storyline = (name: string): ExerciseState => {
  const file = `examples/storylines/${name}.events.yaml`
  return play(readFileSync(file, 'utf8'), file)
}

const standing = (state: ExerciseState, key: string): string[] => [
  ...new Set(state.obligations.filter(({ id }) => id.startsWith(`${key}/`)).map((one) => one.state)),
]
const codes = (state: ExerciseState) => state.holes.map(({ code }) => code)

describe('docs/exercise.md', () => {
  it('its event file is one, and does what the page says', () => {
    const page = readFileSync('docs/exercise.md', 'utf8')
    const [, file] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
    const state = play(file, 'docs/exercise.md')
    expect(standing(state, 'bilateral-2024/fr-consult')).toEqual(['fulfilled'])
  })

  it('grey-zone sabotage: meetings alone are owed, late under qualified words is no breach', () => {
    const state = storyline('1-grey-zone-sabotage')
    expect(standing(state, 'bilateral-2024/us-meet')).toContain('fulfilled-late')
    expect(standing(state, 'nato-article-5/article-5')).toEqual(['dormant'])
    expect(codes(state)).toContain('no-duty-to-act')
    expect(state.obligations.some(({ state: stands, shape }) => stands === 'due' && shape === 'act')).toBe(
      false,
    )
  })

  it('limited incursion: silence broken, sanctions blocked, the US draft undetermined', () => {
    const state = storyline('2-limited-incursion')
    expect(state.decisions.find(({ id }) => id === 'nac-proposal')).toMatchObject({
      status: 'open',
      blockers: ['HUN'],
    })
    expect(standing(state, 'eu-42-7/sanctions')).toEqual(['blocked'])
    expect(standing(state, 'eu-42-7/mutual-assistance')).toEqual(['due'])
    const guarantee = state.obligations.find(({ id }) => id === 'us-article-5-like/guarantee/USA')
    expect(guarantee).toMatchObject({ state: 'alleged' })
    expect(guarantee?.missing.join()).toContain('sustained')
  })

  it('full attack before ratification: the guarantee covers neither the attack nor, the ceasefire over, what follows', () => {
    const state = storyline('3-window-before-ratification')
    expect(standing(state, 'us-article-5-like/guarantee')).toEqual(['dormant'])
    expect(standing(state, 'us-article-5-like/sanctions-snapback')).toEqual(['due'])
    expect(standing(state, 'nato-article-5/article-5')).toEqual(['not-in-force'])
    const germany = state.obligations.find(({ id }) => id === 'paris-2026/commitments-on-future-attack/DEU')
    expect(germany).toMatchObject({ state: 'blocked', blockers: ['Bundestag (DEU)'] })
  })

  it('closing airspace: adopted by silence, discretionary, and owed by no text with a time', () => {
    const state = storyline('4-closing-airspace')
    expect(state.decisions.find(({ id }) => id === 'nac-proposal')).toMatchObject({ status: 'passed' })
    expect(standing(state, 'nato-article-5/article-5')).toEqual(['due'])
    expect(standing(state, 'us-article-5-like/guarantee')).toEqual(['dormant'])
    expect(codes(state)).toContain('no-deadline')
  })
})
