// Writes docs/sanity.md: defaults against the record. `npm run sanity` (takes about as long as the demo).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { assumptions, resolveCast } from '../dist/crisis/index.js'
import { priorChanges } from '../dist/history/recordPrior.js'
import { readPact } from '../dist/pact/index.js'
import { applyOverrides } from '../dist/study/assume.js'
import { compare } from '../dist/study/index.js'
import { runOnWorkers } from '../dist/study/node/workers.js'

const DRAWS = 512
const load = (file) => {
  const { pact, locate } = readPact(readFileSync(file), file)
  return { pact, cast: resolveCast(pact, file, locate).cast, reading: 'in-force' }
}
const without = (option) => ({
  ...option,
  pact: {
    ...option.pact,
    id: `${option.pact.id}-without`,
    commitments: [],
    forces: [],
    bodies: [],
    voiding: [],
  },
  cast: { ...option.cast, guarantorIds: new Set() },
})
const ukraine = readdirSync('examples/ukraine')
  .sort()
  .map((name) => load(`examples/ukraine/${name}`))
const history = readdirSync('examples/history')
  .sort()
  .map((name) => load(`examples/history/${name}`))
const lists = ['record', 'wide'].map((prior) => {
  const { overrides, correlations } = priorChanges(prior)
  return applyOverrides(overrides, correlations)
})
const run = async (options, list) => {
  const input = { options, findings: options.map(() => []), assumptions: list, overridden: new Set() }
  return (await compare({ ...input, seed: 1, draws: DRAWS, version: '' }, runOnWorkers())).options
}
const byPrior = []
for (const list of lists)
  byPrior.push({
    options: await run(ukraine, list),
    pairs: await run(
      history.flatMap((option) => [without(option), option]),
      list,
    ),
  })
const [{ options }] = byPrior

const percent = (x) => (x > 0 && x < 0.01 ? '<1%' : `${Math.round(100 * x)}%`)
const interval = ({ p05, p50, p95 }) => `${percent(p50)} (${percent(p05)} to ${percent(p95)})`
const inside = (x, [low, high]) => (x >= low && x <= high ? 'inside' : '**outside**')
const odds = (p) => p / (1 - p)
const row = (cells) => `| ${cells.join(' | ')} |`
const relapse = [0.076, 0.426]
const forceIn = ({ horizon }) => 1 - (1 - horizon.limited[5].p50) * (1 - horizon.full[5].p50)
const cells = (shown, value, band) => [shown, inside(value, band)]

const baseline = [
  [
    'any dispute within a year',
    (none) => [none.horizon.any[1].p50, interval(none.horizon.any[1])],
    [0.08, 0.3],
    'basis 2.5: strategic rivals .101; contiguous, 0 to 5 years since the last, .171 / .139 / .078; upper end from relapse to force, 2.6',
  ],
  [
    'any use of force within five years',
    (none) => [forceIn(none), percent(forceIn(none))],
    [0.5, 0.87],
    'basis 2.6: 15 of 21 bilateral wars ended after 1945 (Jeffreys 95%)',
  ],
  [
    'war again within ten years',
    (none) => [none.horizon.full[10].p50, interval(none.horizon.full[10])],
    relapse,
    'basis 2.6: 4 of 19 (Jeffreys 95%)',
  ],
].map(([what, of, band, source]) =>
  row([
    what,
    `${percent(band[0])} to ${percent(band[1])}`,
    ...byPrior.flatMap((one) => {
      const [value, shown] = of(one.options[0])
      return cells(shown, value, band)
    }),
    source,
  ]),
)

const honourOf = (option) => {
  const owed = option.guarantors.filter((one) => one.owes === 'troops' && one.honour !== null)
  const sorted = owed.map((one) => one.honour.p50).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const middle = sorted[sorted.length >> 1]
  const range =
    sorted.length === 1
      ? percent(middle)
      : `${percent(sorted[0])} to ${percent(sorted.at(-1))}, middle ${percent(middle)}`
  const verdict =
    option.form === 'treaty'
      ? inside(middle, [0.066, 0.724])
      : `no band: that record holds alliances, not a ${option.form}`
  return { count: sorted.length, range, verdict }
}
const troopsHonour = [...options, ...byPrior[0].pairs].flatMap((option, k) => {
  const [here, there] = byPrior.map((one) => honourOf([...one.options, ...one.pairs][k]))
  return here === null
    ? []
    : [row([option.short, String(here.count), here.range, here.verdict, there.range, there.verdict])]
})

const comparisons = ({ options: list, pairs }) => [
  ...list.slice(1).map((option) => [list[0], option]),
  ...history.map((_, k) => [pairs[2 * k], pairs[2 * k + 1]]),
]
const effectsOf = (one) =>
  comparisons(one).map(([before, after]) => {
    const any = odds(1 - after.deterrence.p50) / odds(1 - before.deterrence.p50)
    const full = odds(after.challenge.full.p50) / odds(before.challenge.full.p50)
    const shown = (x) =>
      `${Math.round(100 * (x - 1)) >= 0 ? '+' : '−'}${Math.abs(Math.round(100 * (x - 1)))}%`
    return {
      short: after.short,
      cells: [...cells(shown(any), any, [0.41, 1.63]), ...cells(shown(full), full, [0.59, 1.42])],
    }
  })
const [effectsRecord, effectsWide] = byPrior.map(effectsOf)
const effects = effectsRecord.map(({ short, cells: record }, k) =>
  row([short, ...record, ...effectsWide[k].cells]),
)
const outsideOf = (list) => list.filter((one) => one.cells[3] === '**outside**').map(({ short }) => short)
const outsideText = (list) => {
  const names = outsideOf(list)
  if (names.length === 0) return 'none lies outside'
  return names.length === 1 ? `${names[0]} lies outside` : `${names.join(', ')} lie outside`
}

const ranking = [...options]
  .sort((a, b) => a.challenge.full.p50 - b.challenge.full.p50)
  .map((option) => option.short)
  .join(', ')
const judged = assumptions.filter((one) => one.judgement).length

writeFileSync(
  'docs/sanity.md',
  `# Scales against the record

Written by \`npm run sanity\` (${DRAWS} draws, seed 1, every text taken as if in force), for the default (scales conditioned on the record, [how](history.md)) and for \`--prior wide\` (judgement alone). Section numbers in the tables are those of the
project's literature review ("basis"); its sources are named there and repeated in the assumptions of every report. The test
\`test/study/sanity.test.ts\` keeps the medians of both inside the bands of sections 1 and 2.

Why this page: the scales of the model (what a shortfall costs a guarantor, how precise choices are, what fighting costs the
adversary) have been measured by nobody. Before anyone trusts what the model says of a text, it should at least not contradict
what is known of past cases. It is a check, not a validation: see "What it does not show".

## 1. No guarantee, a recently fought contiguous rival pair

| what | band | default: median (5 to 95% over draws) | | wide | | source of the band |
|---|---|---|---|---|---|---|
${baseline.join('\n')}

Under the wide prior the adversary's fighting costs, its status quo and the rate of occasions were **set** so that these three medians fall inside;
they are judgement in every other respect. Nothing was set by looking at any guarantee. The rate of occasions and the chance of a
challenge on one occasion cannot be told apart by base rates: a rarer occasion with a surer challenge would fit as well.

## 2. Are duties honoured?

Band: 6.6% to 72.4%. It runs from the lower end for defence pacts of 1945 to 2003 coded strictly (6 of 43, Wilson 6.6 to 27.3%) to the upper
end for 1816 to 1944 (36 of 59, 48.3 to 72.4%); Berkemeier & Fuhrmann (2018), recomputed (basis 2.1). It is wide because the rates are, and because
they are taken after attacks that did happen: weak pacts are attacked, strong ones are not (Smith 1995, Lee 2023). The model's number is
P(response at least as owed | full attack, casus foederis found), troops owed; it is not "the probability that NATO honours".

| text | guarantors that owe troops | default: median P(honour), across guarantors | middle one | wide | middle one |
|---|---|---|---|---|---|
${troopsHonour.join('\n')}

Under the wide prior audience and reputation cost, the cost of troops and the fear of a clash were **set** so that a treaty whose words leave force to judgement
falls inside this band. Under texts that owe less than troops there is nothing in the record to compare with.

## 3. How much does a pact change?

Band for the odds of any challenge: −59% to +63% (prior log odds ratio Normal(−.20, .35), from estimates that disagree in sign; basis 2.2). Band for
the odds of war: −41% to +42% (our recomputation, odds ratio .91, .59 to 1.42; same place).

| text, beside the same pair without it | default: odds of any challenge | | odds of a full attack | | wide: odds of any challenge | | odds of a full attack | |
|---|---|---|---|---|---|---|---|---|
${effects.join('\n')}

**Outside, and why.** On the odds of a full attack ${outsideText(effectsRecord)} by default; ${outsideText(effectsWide)} under the wide prior. The bands are averages
over all pacts that states chose to make, most of them bilateral and between weaker states, and they carry selection: pacts go where danger is. A text that obliges two dozen states or more, the richest in the world among them, or the
largest military power, is outside the experience that they average; a full attack is where that force and a direct clash count most. So the model lets strong texts cut the odds of a full attack by more than the average pact did. The odds of any challenge fall far less, because a challenge moves down the ladder: what is deterred as a full attack
comes as a hybrid one (the stability-instability paradox; after 1945 land changed hands by fait accompli 82 times, by coerced cession twice).

## 4. Rankings that may surprise

By the chance of a full attack, least first, by default: ${ranking}.

- **Budapest 1994 equals no guarantee.** It owes no step of the ladder in a conventional attack: consultation, and Security Council action if nuclear
  weapons are used. What the United States and the United Kingdom did in 2014 and 2022 is in the model as what any supporter may do unasked.
- **The EU's Article 42(7) stands near NATO's Article 5, and its members are likelier to honour it.** The words are stronger ("by all the means in their power"
  beside "such action as it deems necessary") and no joint decision stands before the duty. Practice is on NATO's side: integrated command, plans,
  exercises and American forces. The documents are coded from their texts, as ATOP does; practice enters only where a document says so
  (\`delegatedShare\`, \`forces\`). Many experts would rank NATO further ahead; they weigh the practice.
- **The bilateral agreements are the likeliest to be honoured and deter least after Budapest.** They owe little, so keeping them is cheap: a high honour rate is not a strong
  guarantee.
- **The Paris Declaration deters less than its force suggests.** The planned force (three to six brigades, in the rear) makes a fait accompli harder but is small beside the
  force ratio; the commitments on a future attack are a declaration; and the United States owes nothing under it.
- **By default Paris stands ahead of the US draft on full attacks; under the wide prior the draft does.** What decides is that their forms are coded differently. Paris is coded as it stands, a declaration; the unsigned US draft as the treaty that it is meant to become. With equal forms Paris is ahead under either prior: both as treaties or both
  as declarations, Paris deters a full attack more. Change \`form:\` in the two documents to see it.
- **All intervals overlap.** Differences are clearer than levels, because every option meets the same draws.

## 5. What was judgement

${judged} of ${assumptions.length} assumptions carry the word judgement. Those that matter most for an answer are named by \`guarantor explain FILE\`. The reading of clauses
(the scale of \`bind\`) is ours throughout.

## 6. What it does not show

That the model is right. Three base rates and two wide bands cannot identify ninety primitives; many other settings would pass. The bands come from states, weapons and
publics of other times; there is almost no case of a non-nuclear state protected by nuclear ones against a nuclear great power at war. What two centuries of disputes say of the
scales is in [the record](history.md).
`,
)
console.log('docs/sanity.md')
