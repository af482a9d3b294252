import type { ExerciseEvent } from '../../../exercise/event.js'
import type { Hole, LadderStep, LifeState, Obligation } from '../../../exercise/state.js'
import type { Response } from '../../../pact/index.js'
import type { exercise as english } from '../en/exercise.js'
import type { Named } from '../en/words.js'
import { plural } from './plural.js'

const states: Readonly<Record<LifeState, string>> = {
  'not-in-force': 'не чинне',
  dormant: 'тригер не спрацював',
  alleged: 'стверджується, не встановлено',
  'decision-pending': 'чекає рішення',
  due: 'належить виконати',
  fulfilled: 'виконано',
  'fulfilled-late': 'виконано із запізненням',
  partial: 'виконано частково',
  blocked: 'заблоковано голосуванням',
  declined: 'відмовлено, як дозволено',
  breached: 'порушено',
  cured: 'порушено, потім виправлено',
  remedied: 'порушено, потім відшкодовано',
  suspended: 'призупинено',
  released: 'бенефіціар звільнив від нього',
  expired: 'строк збіг',
  terminated: 'припинено',
}

const types: Named = {
  incident: 'інцидент',
  circumstance: 'обставина',
  status: 'зміна статусу',
  attribution: 'встановлення винуватця',
  finding: 'висновок',
  invocation: 'посилання на текст',
  request: 'запит',
  'consultation-called': 'скликано консультації',
  'consultation-held': 'проведено консультації',
  proposal: 'пропозиція',
  vote: 'голос',
  'silence-opened': 'відкрито процедуру мовчазної згоди',
  'silence-broken': 'мовчазну згоду порушено',
  approval: 'схвалення',
  decision: 'рішення',
  performance: 'виконання',
  waiver: 'відмова від вимоги',
  release: 'звільнення від зобов’язання',
  suspension: 'призупинення',
  resumption: 'поновлення',
  denunciation: 'денонсація',
  note: 'нотатка',
  correction: 'виправлення',
}

const words: Named = {
  // Види зобов’язань
  defence: 'оборона',
  offence: 'наступ',
  neutrality: 'нейтралітет',
  'non-aggression': 'ненапад',
  consultation: 'консультації',
  assistance: 'допомога',
  sanctions: 'санкції',
  aid: 'зброя й допомога',
  deployment: 'розгортання',
  monitoring: 'спостереження',
  'positive-assurance': 'позитивні запевнення',
  'negative-assurance': 'негативні запевнення',
  // Щаблі
  hybrid: 'гібридний виклик',
  limited: 'обмежений напад',
  full: 'повномасштабний напад',
  none: 'без відповіді',
  air: 'захист неба',
  troops: 'війська',
  procedure: 'процедура',
  // Стан кроків, строків і рішень
  made: 'зроблено',
  open: 'відкрито',
  blocked: 'заблоковано',
  declined: 'відмовлено',
  breached: 'порушено',
  running: 'триває',
  met: 'дотримано',
  missed: 'пропущено',
  moot: 'відпав',
  // Види інцидентів
  'armed-attack': 'збройний напад',
  threat: 'загроза',
  sabotage: 'диверсія',
  cyber: 'кібератака',
  'airspace-violation': 'порушення повітряного простору',
  blockade: 'блокада',
  'ceasefire-violation': 'порушення припинення вогню',
  'nuclear-threat': 'ядерна загроза',
  'nuclear-use': 'застосування ядерної зброї',
  'economic-coercion': 'економічний примус',
  interference: 'втручання',
  // Статуси документів
  'in force': 'чинний',
  'in-force': 'чинний',
  drafted: 'проєкт',
  announced: 'оголошено',
  signed: 'підписано',
  ratified: 'ратифіковано',
  suspended: 'призупинено',
  terminated: 'припинено',
  expired: 'строк збіг',
}

const means: Readonly<Record<Response, string>> = {
  none: 'те, що називає положення',
  sanctions: 'санкції',
  aid: 'допомога зброєю, грошима й майном',
  air: 'допомога аж до власних повітряних і морських сил',
  troops: 'допомога аж до власних сухопутних військ',
}

const holeActions: Readonly<Record<Hole['code'], string>> = {
  'no-duty-to-act':
    'Вирішити, чи досить тут консультацій; якщо ні, додати обов’язок діяти або сказати, хто може про це вирішити.',
  'not-covered':
    'Вирішити, чи має бути охоплено такий вид виклику; якщо так, розширити тригер або додати зобов’язання.',
  undetermined: 'Назвати, хто вирішує це питання, за яким мірилом і до коли.',
  'not-in-force': 'Заповнити час до набуття чинності: тимчасове застосування або проміжна декларація.',
  'nobody-decides': 'Назвати державу або орган, що вирішує.',
  'no-deadline': 'Встановити строк і сказати, від чого його відлічують.',
  'deadline-refused':
    'Записати строк так, щоб його можна було відлічити: календар, часовий пояс, початок, округлення.',
}

const sides: Readonly<Record<LadderStep['side'], string>> = {
  adversary: 'супротивник',
  beneficiary: 'бенефіціар',
  guarantor: 'гарант',
  body: 'орган',
  other: 'інші',
}

const characters: Readonly<Record<LadderStep['character'], string>> = {
  challenge: 'виклик',
  power: 'право, яким вільно скористатися',
  discretionary: 'на власний розсуд',
  owed: 'зобов’язання',
  'beyond-the-text': 'поза текстом',
}

const choices: Named = { yes: 'за', no: 'проти', abstain: 'утримується' }
const standings: Named = { alleged: 'стверджує', established: 'встановлено', denied: 'заперечує' }

const eventWords = (event: ExerciseEvent): string => {
  const actor = 'by' in event && typeof event.by === 'string' ? `${event.by}: ` : ''
  switch (event.type) {
    case 'incident':
      return `${event.actor ?? 'невідомо хто'}: ${words[event.kind ?? ''] ?? event.kind ?? 'інцидент'}${event.target === undefined ? '' : ` проти ${event.target}`}`
    case 'attribution':
      return `${actor}винуватець ${event.actor} (${standings[event.standing] ?? event.standing})`
    case 'vote':
      return `${actor}голос ${choices[event.choice] ?? event.choice}`
    case 'proposal':
      return `${actor}пропозиція до «${event.body}»: «${event.subject}»`
    case 'invocation':
      return `${actor}посилання на «${event.commitment ?? event.pact ?? 'тексти'}»`
    case 'decision':
      return `${actor}рішення ${event.choice === 'act' ? 'діяти' : 'відмовитися'}${event.means === undefined ? '' : ` (${words[event.means] ?? event.means})`}`
    case 'performance':
      return `${actor}діє${event.extent === 'partial' ? ' частково' : ''}`
    case 'approval':
      return `«${event.organ}», ${event.by}: ${event.given ? 'схвалено' : 'відхилено'}`
    case 'consultation-held':
      return `консультації: ${event.participants.join(', ')}`
    case 'note':
      return event.note ?? event.id
    default:
      return `${actor}${types[event.type] ?? event.type}`
  }
}

const list = (codes: readonly string[], most = 8): string =>
  codes.length <= most
    ? codes.join(', ')
    : `${codes.slice(0, most - 1).join(', ')} і ще ${codes.length - most + 1}`

const duty = ({ shape, kind, to, means: most, words: bound, force }: Obligation): string => {
  const whom = list(to)
  if (shape === 'prohibition') return 'утримуватися від того, що забороняє положення'
  if (shape === 'consult') return `консультації з ${whom}`
  if (shape === 'standing') return `${words[kind] ?? kind} для ${whom}, доки текст чинний`
  if (most === 'none') return `${means.none}, щодо ${whom}`
  const own = most === 'air' || most === 'troops'
  const forced = !own
    ? ''
    : force === 'required'
      ? ', застосування сили обов’язкове'
      : force === 'discretionary'
        ? '; застосування сили на власний розсуд'
        : ''
  const how = bound === 'deems-necessary' ? ' такими засобами, які вважатиме за потрібні' : ''
  return `${means[most]} для ${whom}${how}${forced}`
}

/** Зобов’язання словами, з його полів; причини подано окремо, мовою тексту. */
const inWords = (obligation: Obligation, who: readonly string[], until: string | null): string => {
  const { state, shape, discretionary, blockers } = obligation
  const bearers = list(who)
  const what = duty(obligation)
  const time = until === null ? 'без строку' : `строк ${until}`
  const otherwise = discretionary ? 'відмова не є порушенням' : 'інакше це порушення'
  switch (state) {
    case 'due':
      return shape === 'prohibition' || shape === 'standing'
        ? `${bearers}: обов’язок — ${what}.`
        : `${bearers}: обов’язок — ${what}; ${time}; ${otherwise}.`
    case 'partial':
      return `${bearers}: лишається виконати — ${what}; ${time}; ${otherwise}.`
    case 'breached':
      return `${bearers}: порушено обов’язок — ${what}.`
    case 'decision-pending':
      return `${bearers}: ще має бути вирішено — ${what}; ${otherwise}.`
    case 'alleged':
      return shape === 'prohibition'
        ? `${bearers}: можливе порушення обов’язку — ${what}.`
        : `${bearers}: можливий обов’язок — ${what}.`
    case 'blocked':
      return `${bearers}: обов’язку немає, заблоковано${blockers.length === 0 ? '' : ` (${list(blockers)})`} — ${what}.`
    case 'declined':
      return `${bearers}: відмовлено — ${what}.`
    default:
      return `${bearers}: ${states[state]} — ${what}.`
  }
}

const units: Named = { d: 'дн', h: 'год', min: 'хв' }
const letters: Named = { D: 'Д', H: 'Ч', M: 'Хв' }

/** Звіт за підсумками навчання і часова лінія. */
export const exercise: typeof english = {
  title: 'Підсумковий звіт про навчання',
  titleOf: (title) => `Підсумковий звіт про навчання: ${title}`,
  skip: 'Перейти до цілей',
  from: 'Від',
  to: 'До',
  events: 'Відомих подій',
  texts: 'Тексти',
  textsText: (n, inForce) => `${n}, ${inForce ? 'узято так, ніби чинні' : 'за їхнім статусом і журналом'}`,
  zone: (zone) => (zone === 'UTC' ? 'Час за UTC.' : `Час за часовим поясом ${zone}.`),
  note: ' Подальше виведено з текстів і журналу. Воно показує, до чого зобов’язують тексти; воно не прогнозує, що хтось зробить.',
  footer: (version) => `Зроблено програмою Guarantor ${version} з навчання `,
  footerEnd: '. Не прогноз і не позиція жодного уряду.',
  atOnce: 'одразу',
  span: (text) => text.replace(/\b(?:d|h|min)\b/g, (unit) => units[unit] ?? unit),
  offset: (text) => text.replace(/[DHM](?=[+-])/g, (letter) => letters[letter] ?? letter),
  deadline: (_own, local) => local,
  more: (rows) => `${plural(rows, 'рядок', 'рядки', 'рядків')} тут не показано; у журналі є всі.`,
  andMore: (n) => ` і ще ${n}`,
  states,
  types,
  unknownActor: 'невідомо',
  eventWords,
  inWords,
  sides,
  characters,
  words,
  objectives: {
    title: 'Цілі',
    none: 'Навчання їх не називає.',
    served: (n) => plural(n, 'ввідна', 'ввідні', 'ввідних'),
  },
  timeline: {
    title: 'Часова лінія',
    label: (title, events, lanes) =>
      `Часова лінія, ${title}: ${plural(events, 'подія', 'події', 'подій')} і ${plural(lanes, 'рядок', 'рядки', 'рядків')} зобов’язань`,
    numbers: 'Числа позначають події в тому порядку, у якому про них дізналися; зафарбовані є інцидентами. ',
    even: 'Однакові відстані означають однаковий час.',
    uneven: 'Кожен момент стоїть на крок далі за попередній: відстані не є часом.',
    share: ' Зобов’язані з однаковою історією мають спільний рядок.',
    caption: 'Події за часом, коли про них дізналися',
    heads: ['', 'Відомо', 'Від початку', 'Що', 'Хто', 'Вид'],
    happened: 'сталося ',
    eventsLabel: 'Події',
    key: {
      alleged: 'стверджується',
      waits: 'чекає рішення',
      due: 'належить виконати',
      breached: 'порушено',
      fulfilled: 'виконано (ромб: із запізненням)',
      blocked: 'заблоковано (зірка: відмовлено)',
      deadline: 'строк',
    },
  },
  owed: {
    title: 'Хто що був винен',
    none: 'Ніщо не було під питанням: жоден інцидент не підпав під положення.',
    caption: 'Кожне зобов’язання, що було під питанням, і його стан наприкінці',
    heads: ['Положення', 'Зобов’язані', 'Стан', 'Словами', 'Строк'],
    kept: 'дотримано',
    since: 'від ',
    missing: 'бракує: ',
    noDeadline: 'без строку',
    label: 'Зобов’язання',
  },
  times: {
    title: 'Час відповіді',
    none: 'Жодне зобов’язання не почало діяти.',
    caption: 'Відлічено від першого інциденту або від того, що інше запустило зобов’язання',
    heads: ['Положення', 'Зобов’язані', 'Відомо через', 'Настав через', 'Виконано через', 'Строк через'],
    notDone: 'не виконано',
    late: 'запізно',
    noDeadline: 'немає',
  },
  expected: {
    title: 'Очікувані дії',
    none: 'Ввідні не називають очікуваних дій.',
    caption: 'Чого планувальники чекали від гравців і що адресати зробили далі',
    heads: ['Ввідна', 'Очікувалося', 'Кому', 'Далі', 'Через', 'Керівник'],
    nothing: 'нічого',
    note: 'Чи це була очікувана дія, вирішують керівники.',
  },
  steps: {
    title: 'На кому лежав крок',
    none: 'Ніхто не ходив.',
    caption: 'Кожен щабель драбини: чий був хід і що про нього каже текст',
    heads: ['Коли', 'Хто', 'Щабель', 'Хід був', 'Що', 'Положення'],
    text: 'текст',
    label: 'Кроки',
  },
  holes: {
    title: 'Знайдені діри',
    none: 'Немає: кожен інцидент підпав під положення, і на кожне питання мав хто відповісти.',
    notSettled: 'тексти цього не вирішують',
    ignored: 'Події без наслідків',
  },
  actions: {
    title: 'Виправні дії',
    none: 'З журналу жодна не випливає.',
    caption: 'Що підказує навчання: з дір і з того, що було заблоковано, пропущено, запізно або відмовлено',
    heads: ['Дія', 'Тому що', 'Де', 'Відповідальний', 'До'],
    note: 'Відповідального й дату вписують учасники.',
    holes: holeActions,
    noClause: 'без положення',
    blocked:
      'Переглянути правило рішення: запасний шлях через коаліцію охочих, більшість або кожен сам за себе.',
    blockedBy: (who, by) => `${who}: ${by === '' ? 'голосування не вдалося' : `заблоковано, ${by}`}`,
    breached: 'Сказати, що випливає з порушення, і відпрацювати пропущений крок.',
    wasBreached: (who) => `${who}: порушено`,
    late: 'З’ясувати, на що пішов час, і скоротити його або подовжити строк.',
    wasLate: (who) => `${who}: виконано із запізненням`,
    partial: 'Сказати, скільки належить і хто покриває решту.',
    wasPartial: (who) => `${who}: виконано частково`,
    declined: 'Якщо на цю допомогу розраховують, зробити її обов’язковою або планувати без неї.',
    wasDeclined: (who) => `${who}: відмовлено, як дозволяє текст`,
    alleged: 'Встановлювати винуватця раніше: хто, за яким мірилом, до коли.',
    wasAlleged: (who) => `${who}: наприкінці ще під питанням; винуватця або підстави не встановлено`,
    pending: 'Встановити час для рішення і сказати, що діє, коли він мине.',
    wasPending: (who) => `${who}: рішення до кінця немає`,
    conflict: 'Сказати, який текст має перевагу.',
  },
  documents: {
    title: 'Тексти',
    caption: 'Документи навчання в тому порядку, у якому вони застосовуються',
    heads: ['Текст', 'Порядок', 'Тому що', 'Статус', 'Чинний для'],
    voided: ', скасовано',
  },
}
