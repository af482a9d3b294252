import type { Label, Phase, Verdict } from '../../../crisis/index.js'
import type { Level, Response } from '../../../pact/index.js'
import type { words as english } from '../en/words.js'
import { numbersWith } from '../numbers.js'
import { compareNames, plural } from './plural.js'
import { states } from './states.js'

const listText = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} і ${items[items.length - 1]}`

const levels: Readonly<Record<Level, string>> = {
  hybrid: 'гібридний виклик',
  limited: 'обмежений напад',
  full: 'повномасштабний напад',
}

/** Родовий відмінок: «за обмеженого нападу», «для обмеженого нападу». */
export const levelsGenitive: Readonly<Record<Level, string>> = {
  hybrid: 'гібридного виклику',
  limited: 'обмеженого нападу',
  full: 'повномасштабного нападу',
}

const levelNames: Readonly<Record<Level, string>> = {
  hybrid: 'Гібридний',
  limited: 'Обмежений',
  full: 'Повномасштабний',
}

const phases: Readonly<Record<Phase, string>> = {
  before: 'нічого не обіцяно',
  announced: 'оголошено',
  signed: 'підписано',
  ratified: 'ратифіковано',
  'in-force': 'чинна',
}

const responses: Readonly<Record<Response, string>> = {
  none: 'без відповіді',
  sanctions: 'санкції',
  aid: 'зброя й допомога',
  air: 'захист неба',
  troops: 'війська',
}

const verdictTexts: Readonly<Record<Verdict, string>> = {
  deterred: 'переконливо: забезпечена переконливість більша за потрібну',
  'not-deterred': 'непереконливо: забезпечена переконливість менша за потрібну',
  'capability-problem':
    'річ не в переконливості, а в спроможності: виклик вигідний, навіть якщо всі виконають зобов’язання',
  'none-needed':
    'річ не в переконливості, її й не треба: виклик невигідний, навіть якщо ніхто не виконає зобов’язань',
  'nothing-owed': 'на цьому рівні зобов’язань немає, отже й обіцянки, яка могла б переконувати',
}

const verdictNames: Readonly<Record<Verdict, string>> = {
  deterred: 'переконливо',
  'not-deterred': 'непереконливо',
  'capability-problem': 'бракує спроможності',
  'none-needed': 'переконливості не треба',
  'nothing-owed': 'зобов’язань немає',
}

const branches: Readonly<Record<Label, string>> = {
  principal: 'головна гілка, простежена від байдужості (показано її)',
  'from-all': 'досягнуто від «відповідають усі»',
  'from-none': 'досягнуто від «не відповідає ніхто»',
}

const families = {
  metalog: 'металог',
  normal: 'нормальний',
  logNormal: 'логнормальний',
  beta: 'бета',
} as const

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const superscript = (exponent: string): string =>
  exponent
    .replace('+', '')
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => superscripts[Number(digit)])

const numbers = numbersWith({
  decimal: ',',
  group: '\u202f',
  range: (low, high) => `від ${low} до ${high}`,
  exponential: (mantissa, exponent) => `${mantissa}·10${superscript(exponent)}`,
})

const fromTo = numbers.range

/** Слова, спільні для всіх сторінок, і запис чисел. */
export const words: typeof english = {
  ...numbers,
  compareNames,
  listText,
  name: (text) => `«${text}»`,
  brigades: (force) => `${force} БЕ`,
  levels,
  levelNames,
  phases,
  responses,
  verdictTexts,
  verdictNames,
  mixed: (verdict) => `по-різному: ${verdict}`,
  who: { median: 'медіанний тип', motivated: 'вмотивований тип' },
  ofDraws: (share) => `${share} вибірок`,
  allDraws: 'всіх вибірках',
  forms: {
    declaration: 'декларація',
    memorandum: 'меморандум',
    'executive-agreement': 'виконавча угода',
    treaty: 'договір',
  },
  stages: {
    drafted: 'проєкт',
    announced: 'оголошено',
    signed: 'підписано',
    ratified: 'ратифіковано',
    'in-force': 'чинний',
    suspended: 'призупинено',
    terminated: 'припинено',
    expired: 'строк збіг',
  },
  readings: {
    'in-force': 'кожен текст береться так, ніби він чинний і виконується, як написано',
    'as-is':
      'кожен текст береться з нинішнім статусом: нечинне зобов’язує слабше, а заплановані сили не враховуються',
  },
  branches,
  issueLevels: { error: 'помилка', warning: 'застереження', note: 'зауваження' },
  distribution: {
    fixed: (x) => `стале ${x}`,
    uniform: (low, high) => `${fromTo(low, high)}, усе однаково ймовірне`,
    logUniform: (low, high) => `${fromTo(low, high)}, рівномірно за логарифмом`,
    normal: (mean, sd) => `нормальний, середнє ${mean}, стандартне відхилення ${sd}`,
    logNormal: (median, sigma) =>
      `логнормальний, медіана ${median}, стандартне відхилення логарифма ${sigma}`,
    triangular: (low, mode, high) => `${fromTo(low, high)}, найімовірніше ${mode}`,
    beta: (alpha, beta, low, high) => `бета, параметри форми ${alpha} і ${beta}, ${fromTo(low, high)}`,
    pert: (low, mode, high) => `PERT, ${fromTo(low, high)}, найімовірніше ${mode}`,
    discrete: (values) => `одне з: ${values.join('; ')}`,
    elicited: (family, quantiles) => `${families[family]} через ${quantiles.join('; ')}`,
    quantile: (value, percent) => `${value} на ${percent}%`,
    linearPool: (parts) => `лінійне об’єднання: ${parts.join('; ')}`,
    logPool: (parts) => `логарифмічне об’єднання: ${parts.join('; ')}`,
    truncated: (of, low, high) =>
      `${of}; відсічено ${[...(low === null ? [] : [`нижче за ${low}`]), ...(high === null ? [] : [`вище за ${high}`])].join(' і ')}`,
  },
  contents: 'Зміст',
  states,
}

/** `1 вибірка`, `2 вибірки`, `5 вибірок`. */
export const draws = (n: number): string => plural(n, 'вибірка', 'вибірки', 'вибірок')

/** Після «з»: `1 вибірки`, `2 вибірок`. */
export const drawsGenitive = (n: number): string => plural(n, 'вибірки', 'вибірок', 'вибірок')
