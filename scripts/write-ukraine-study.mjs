// Writes the tables of docs/ukraine-study.md from the summary of a study:
//   guarantor study examples/ukraine --assume examples/study/ukraine.assumptions.yaml --draws 2048 --futures 128 --sobol 16 --out FOLDER
//   npm run build && node scripts/write-ukraine-study.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  aloneText,
  boxesText,
  changeText,
  estimateText,
  indexText,
  metricOf,
  metricText,
  questionText,
  regretNote,
  togetherText,
  unitsOf,
} from '../dist/report/study/words.js'
import { percent } from '../dist/report/words.js'

const study = JSON.parse(readFileSync(join(process.argv[2], 'summary.json'), 'utf8'))
const units = unitsOf(study)
const metric = metricOf(study.primary)
const shorts = study.options.map(({ short }) => short)
const row = (cells) => `| ${cells.join(' | ')} |`
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n')

const outcomes = table(
  ['Option', '5%', 'median', '95%', 'full attack in ten years, median', 'fails in', 'better than none in'],
  study.options.map(({ id, short, fans, fails }) => {
    const better = study.differences.find((one) => one.id === id)?.better
    return [
      short,
      ...['p05', 'p50', 'p95'].map((p) => estimateText(metric, fans[study.primary][p])),
      estimateText(metricOf('full.tenYears'), fans['full.tenYears'].p50),
      estimateText(metricOf('deterrence'), fails),
      better === undefined ? 'first' : estimateText(metricOf('deterrence'), better),
    ]
  }),
)
const last = study.options.length - 1
const of = (option) => new Map(option.drivers.sobol.factors.map((one) => [one.name, one]))
const [own, apart] = [of(study.options[last]), of(study.differences[last - 1])]
const drivers = table(
  ['Assumption', `${shorts[last]}: first order`, 'total', 'less no guarantee: first order', 'total'],
  [...own.keys()].map((name) => [
    name,
    indexText(own.get(name).first),
    indexText(own.get(name).total),
    indexText(apart.get(name).first),
    indexText(apart.get(name).total),
  ]),
)
const boxes = study.options
  .map(
    ({ short, boxes: found, boxesOfFutures }) =>
      `- ${short}: ${boxesText(units, found)} Over the deeply uncertain: ${boxesText(units, boxesOfFutures, 'futures')}`,
  )
  .join('\n')
const breaking = table(
  ['Option', 'At the medians', 'Alone', 'Together'],
  [...study.options.flatMap(({ breaking: answers }) => answers), ...study.orders]
    .filter(({ at }) => Number.isFinite(at))
    .map((answer) => [
      answer.question.kind === 'threshold' ? shorts[answer.question.option] : 'Order',
      questionText(answer, shorts),
      aloneText(units, answer, 3),
      togetherText(answer, 3),
    ]),
)
const regret = table(
  ['Option', 'regret: median', 'nine in ten', 'worst', 'worst case', 'does not fail in', 'first in'],
  study.regret.options.map((one, k) => [
    shorts[k],
    changeText(metric, one.regretMedian),
    changeText(metric, one.regretP90),
    changeText(metric, one.regretMax),
    metricText(metric, one.worst),
    percent(one.satisficing),
    percent(one.ranks.scenarios[0]),
  ]),
)
const parts = { outcomes, drivers, boxes, breaking, regret: `${regret}\n\n${regretNote(study.regret)}` }
const page = 'docs/ukraine-study.md'
const text = Object.entries(parts).reduce(
  (before, [name, part]) =>
    before.replace(
      new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- end -->`),
      () => `<!-- ${name} -->\n\n${part}\n\n<!-- end -->`,
    ),
  readFileSync(page, 'utf8'),
)
writeFileSync(page, text)
