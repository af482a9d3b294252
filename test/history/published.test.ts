import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvParse } from 'd3-dsv'
import { describe, expect, it } from 'vitest'
import { fitLogit } from '../../src/core/logit.js'
import { wilson } from '../../src/core/rates.js'
import { honourRate, performanceCases } from '../../src/history/honour.js'
import { fitFourOutcomes, fitThreeOutcomes } from '../../src/history/strategic.js'
import { dataFolder, recordAbsent, tableOf } from './data.js'

const model = (file: string) => csvParse(readFileSync(join(dataFolder, 'strategic_models', file), 'utf8'))

/** Estimate and standard error of each coefficient; names may hold commas. */
const coefficients = (file: string): (readonly [estimate: number, se: number])[] =>
  readFileSync(join(dataFolder, 'strategic_models', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const cells = line.split(',')
      return [Number(cells[cells.length - 4]), Number(cells[cells.length - 3])]
    })

/** Rows of the 19th-century disputes without missing values, as the package drops them. */
const disputes = () =>
  model('war1800.csv').filter((row) =>
    ['esc', 'war', 's_wt_re1', 'revis1', 'balanc', 'regime1', 'regime2'].every(
      (name) => row[name] !== 'NA' && row[name] !== '',
    ),
  )

const regime = (text: string): number[] => [1, text === 'dem' ? 1 : 0, text === 'mixed' ? 1 : 0]

describe.skipIf(recordAbsent)('published results, reproduced', () => {
  it.each([
    ['probit', -286.12375472, 'tight_war1800_probit_agent.csv'],
    ['logit', -286.18279389, 'tight_war1800_logit_agent.csv'],
  ] as const)('strategic %s of 282 disputes of the 19th century', (link, logLik, file) => {
    const rows = disputes()
    expect(rows.length).toBe(282)
    const fit = fitThreeOutcomes(
      [
        rows.map((row) => [1, Number(row.s_wt_re1), Number(row.revis1)]),
        rows.map(() => []),
        rows.map((row) => regime(row.regime1)),
        rows.map((row) => [1, Number(row.balanc), ...regime(row.regime2).slice(1)]),
      ],
      rows.map((row) => (row.esc === '0' ? 0 : row.war === '0' ? 1 : 2)),
      link,
    )
    expect(fit.value).toBeCloseTo(logLik, 6)
    coefficients(file).forEach(([estimate, se], k) => {
      expect(fit.at[k]).toBeCloseTo(estimate, 4)
      expect(Math.sqrt(fit.covariance![k][k])).toBeCloseTo(se, 2)
    })
  })

  it('strategic probit with four outcomes, 1,000 synthetic observations', () => {
    const rows = model('data_122.csv')
    const dummies = (text: string) => [text === 'b' ? 1 : 0, text === 'c' ? 1 : 0]
    const fit = fitFourOutcomes(
      [
        rows.map((row) => [1, Number(row.x1), Number(row.x2)]),
        rows.map((row) => [1, Number(row.x3), ...dummies(row.f1)]),
        rows.map(() => []),
        rows.map((row) => [1, Number(row.x4), Number(row.x5)]),
        rows.map((row) => [1, Number(row.z1), Number(row.z2)]),
        rows.map((row) => [1, Number(row.z3), ...dummies(row.f2)]),
      ],
      rows.map((row) => ['LL', 'LR', 'RL', 'RR'].indexOf(row.y) as 0 | 1 | 2 | 3),
      'probit',
    )
    expect(fit.value).toBeCloseTo(-1239.234, 3)
    coefficients('fit_data122_egame122_probit_agent.csv').forEach(([estimate], k) => {
      // The stored fit stopped short of the top, at a gradient of 1e-3.
      expect(fit.at[k]).toBeCloseTo(estimate, 2)
    })
  })

  it('the logit of Leeds and Anac (2005), N = 137', () => {
    const { rows } = tableOf('performance')
    const regressors = ['milinst', 'formal', 'chcap2d', 'dinstch2', 'origtar1'] as const
    const x = Float64Array.from(rows.flatMap((row) => [1, ...regressors.map((name) => Number(row[name]))]))
    const fit = fitLogit(
      { rows: rows.length, width: 6, x },
      rows.map((row) => Number(row.honor3)),
    )
    expect(rows.length).toBe(137)
    expect(rows.filter((row) => row.honor3 === 1).length).toBe(93)
    expect(fit.converged).toBe(true)
    // Institutionalisation, formality, capability change, domestic institution change, original target (basis 2.1).
    const published = [
      [-0.71, 0.3],
      [-0.93, 0.36],
      [-1.55, 0.52],
      [-1.46, 0.6],
      [-1.36, 0.48],
    ]
    published.forEach(([coefficient, se], k) => {
      expect(Math.abs(fit.coefficients[k + 1] - coefficient)).toBeLessThanOrEqual(0.00501)
      expect(Math.abs(fit.se[k + 1] - se)).toBeLessThan(0.02)
    })
  })

  it.each([
    ['all', 73, 146, {}],
    ['before 1945', 61, 92, { era: 'before 1945' }],
    ['1945-2003', 12, 54, { era: '1945-2003' }],
    ['defence', 42, 102, { kind: 'defense' }],
    ['defence before 1945', 36, 59, { kind: 'defense', era: 'before 1945' }],
    ['defence after, strict', 6, 43, { kind: 'defense', era: '1945-2003' }],
    ['defence after, lenient', 10, 43, { kind: 'defense', era: '1945-2003', rule: 'lenient' }],
    ['defence after, bilateral', 6, 22, { kind: 'defense', era: '1945-2003', multilateral: false }],
    ['defence after, multilateral, strict', 0, 21, { kind: 'defense', era: '1945-2003', multilateral: true }],
    [
      'defence after, multilateral, lenient',
      4,
      21,
      { kind: 'defense', era: '1945-2003', multilateral: true, rule: 'lenient' },
    ],
    ['offence', 31, 42, { kind: 'offense' }],
    ['neutrality', 35, 45, { kind: 'neutral' }],
    ['non-aggression', 18, 49, { kind: 'nonagg' }],
  ] as const)('honour, %s: %i of %i', (_, honoured, tested, filter) => {
    expect(honourRate(performanceCases(tableOf('allianceWars')), filter)).toEqual({ honoured, tested })
  })

  it('the Wilson intervals beside them', () => {
    const rounded = ({ low, high }: { low: number; high: number }) =>
      [low, high].map((x) => Math.round(x * 1000) / 10)
    expect(rounded(wilson(42, 102))).toEqual([32.1, 50.9])
    expect(rounded(wilson(36, 59))).toEqual([48.3, 72.4])
    expect(rounded(wilson(6, 43))).toEqual([6.6, 27.3])
    expect(rounded(wilson(0, 21))).toEqual([0, 15.5])
  })
})
