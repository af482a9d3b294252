import type { Verdict } from '../../../crisis/index.js'
import type { summary as englishSummary, views as englishViews } from '../en/summary.js'
import { plural } from './plural.js'
import { levelsGenitive, words } from './words.js'

const { listText } = words

const typeGenitive = { median: 'медіанного типу', motivated: 'вмотивованого типу' } as const

const plainly: Readonly<Record<Verdict, string>> = {
  deterred: 'обіцянка досить переконлива',
  'not-deterred': 'обіцянка недостатньо переконлива',
  'capability-problem':
    'річ не в переконливості, а в спроможності: виклик вигідний, навіть якщо всі виконають зобов’язання',
  'none-needed': 'річ не в переконливості: виклик невигідний, навіть якщо ніхто не виконає зобов’язань',
  'nothing-owed': 'зобов’язань немає, отже й обіцянки, яка могла б переконувати',
}

const owingStates = (n: number): string =>
  plural(n, 'держава зобов’язана', 'держави зобов’язані', 'держав зобов’язано')

/** Речення про один варіант і про всі разом. */
export const summary: typeof englishSummary = {
  title: 'Підсумок',
  short: 'Підсумок',
  under: 'За припущень, перелічених нижче:',
  note: 'Вмотивований тип цінує мету більше, ніж 90% типів. Вибір має певний шум, а типи різняться, тож виклик зберігає якусь імовірність навіть там, де він невигідний.',
  noChallenge: (share, range) => `Виклику немає за ${share} нагод (${range}).`,
  tenYears: (full, any) =>
    `За десять років імовірність щонайменше одного повномасштабного нападу ${full}, будь-якого виклику ${any}.`,
  verdictClause: (at, mixed, verdict, shares) =>
    `за ${listText(at.map((level) => levelsGenitive[level]))} ${mixed ? 'висновки різні, найчастіший: ' : ''}${plainly[verdict]} (${listText(shares)} вибірок)`,
  weakest: (level, required, supplied) =>
    ` Де вирішує переконливість, найслабше місце — рівень ${levelsGenitive[level]}: потрібно ${required}, забезпечено ${supplied}.`,
  forWhom: (who, clauses, numbers) => `Для ${typeGenitive[who]}: ${clauses}.${numbers}`,
  verdictNumbers: (verdict, required, supplied) =>
    `${verdict} (потрібно ${required}, забезпечено ${supplied})`,
  verdictBoth: (level, verdict) => `${level}: ${verdict}, для медіанного й для вмотивованого супротивника.`,
  verdictEach: (level, median, motivated) =>
    `${level}: для медіанного супротивника ${median}, для вмотивованого ${motivated}.`,
  nobodyOwes: 'За повномасштабного нападу ніхто нічого не винен, тож виконувати нічого.',
  owing: (n) => `${owingStates(n)} діяти в разі повномасштабного нападу`,
  owingAll: (count, names) => `${count}: ${listText(names)}.`,
  owingEnds: (count, most, least) =>
    `${count}. Найімовірніше виконають: ${listText(most)}; найменш імовірно: ${listText(least)}.`,
  noText: 'Немає тексту, у якому шукати прогалини.',
  noFinding: 'Перевірка не знайшла в тексті слабких місць.',
  findings: (n, codes) =>
    `Перевірка знайшла в тексті ${plural(n, 'слабке місце', 'слабкі місця', 'слабких місць')}, серед них ${listText(codes)}.`,
  asMuch: (first) => `Стримує так само, як ${first}.`,
  gap: (first, points, less, range) =>
    `Проти варіанта ${first} відсутність виклику ${less ? 'менш' : 'більш'} імовірна на ${points} в. п. (${range})`,
  gapOpen: (gap, share) => `${gap}; стримує більше у ${share}, і порядок двох варіантів не з’ясовано.`,
  gapSettled: (gap, less, share) => `${gap}; стримує ${less ? 'менше' : 'більше'} у ${share}.`,
  range: (low, lowest, high, highest, overlap) =>
    `Імовірність щонайменше одного повномасштабного нападу за десять років найнижча за варіанта ${low}, ${lowest}, і найвища за варіанта ${high}, ${highest}${overlap ? '; інтервали перекриваються' : ''}.`,
  noOption: 'Немає варіантів для порівняння.',
  moreThan: (names, first) =>
    `${listText(names)} ${names.length === 1 ? 'стримує' : 'стримують'} більше, ніж ${first}, щонайменше в 95% вибірок.`,
  lessThan: (names, first) =>
    `${listText(names)} ${names.length === 1 ? 'стримує' : 'стримують'} менше, ніж ${first}, щонайменше в 95% вибірок.`,
  exactlyAs: (names, first) =>
    `${listText(names)} ${names.length === 1 ? 'стримує' : 'стримують'} рівно так само, як ${first}.`,
  notOrdered: (names, first) =>
    `${listText(names)}: порядок проти варіанта ${first} не визначити, бо інтервал різниці містить нуль.`,
  sameDraws:
    'Варіанти використовують ті самі вибірки, тож різниця може бути певною, навіть якщо інтервали двох варіантів перекриваються.',
}

const costs = {
  fighting: 'ціна боїв',
  sanctions: 'санкції',
  clash: 'ризик прямого зіткнення',
  backDown: 'ціна відступу',
} as const

/** Варіант очима супротивника і скептика. */
export const views: typeof englishViews = {
  title: 'З іншого боку й очима скептика',
  short: 'Інші погляди',
  lead: 'Зроблено з тих самих чисел. Жоден із поглядів не є власним поглядом цієї сторінки.',
  adversary: 'З боку супротивника:',
  sceptic: 'Скептик указав би:',
  nothingWeighs: 'проти майже нічого не важить',
  weighs: (which) =>
    `найбільше проти важать ${listText(which.map(({ cost, points }) => `${costs[cost]} (${points})`))}`,
  worth: (net, range, prize, weighing) => `${net} бала (${range}); сама мета важить ${prize}, ${weighing}`,
  statusQuo: (points) => `Для супротивника медіанного типу відсутність виклику варта ${points} бала.`,
  best: (level, worth) =>
    `Найближче до неї за вигодою стоїть варіант ${levelsGenitive[level]}, вартий ${worth}.`,
  gains: (points) => `Отже, діючи, він виграє ${points}.`,
  loses: (points, types) => `Отже, діючи, він втрачає ${points}, і ${types} усіх типів теж втратили б.`,
  full: (worth) => `Повномасштабний напад вартий ${worth}.`,
  threat: (points, first) =>
    `Бездіяльність варта на ${points} бала менше, ніж за варіанта ${first}: для тих, ким рухає страх, сама гарантія схожа на загрозу.`,
  nobodyOwes:
    'За повномасштабного нападу ніхто нічого не винен. Якщо відповідь і буде, то з інтересу, а інтереси змінюються.',
  past: (honoured, tested) =>
    `за суворим підрахунком 1945–2003 років зобов’язання виконали в ${honoured} із ${tested} оборонних пактів, випробуваних війною`,
  unlikely: (low, all, past) =>
    `${low} з ${plural(all, 'зобов’язаної держави', 'зобов’язаних держав', 'зобов’язаних держав')} радше зроблять менше, ніж обіцяли; ${past}.`,
  leastLikely: (all, name, chance, past) =>
    `${all > 1 ? `Серед ${plural(all, 'зобов’язаної держави', 'зобов’язаних держав', 'зобов’язаних держав')} найменш імовірно виконає обіцяне ${name}` : `Єдина зобов’язана держава — ${name}`}, імовірність ${chance}; ${past}.`,
  hypothetical: 'Випадок гіпотетичний: того, що в ньому припущено, нині немає.',
  unbound: (stage) => `Стан тексту: ${stage}; він не чинний, а тут береться так, ніби чинний.`,
  spread: (points) =>
    `Імовірність того, що виклику не буде, розкидана на ${points} в. п. між 5-м і 95-м процентилем, тож багато залежить від припущень, яких ніхто не вимірював.`,
  notApart: (first) => `Його не відрізнити від варіанта ${first}.`,
  several: (share, gap) =>
    `У ${share} вибірок ті самі припущення допускають кілька наслідків, що різняться щонайбільше на ${gap} в. п.`,
  war: (chance) => `Якщо його випробує повномасштабний напад, бої тривають з імовірністю ${chance}.`,
  unknown: (n) => `Про текст невідомо ${plural(n, 'обставину', 'обставини', 'обставин')}.`,
}
