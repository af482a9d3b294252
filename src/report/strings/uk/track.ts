import type { track as english, Step } from '../en/track.js'
import type { Named } from '../en/words.js'
import { plural } from './plural.js'

const steps: Readonly<Record<Step, string>> = {
  pledge: 'Обіцяно',
  commitment: 'Зобов’язано',
  allocation: 'Виділено',
  disbursement: 'Виплачено',
  delivery: 'Доставлено',
}

const stages = { allocated: 'виділено', delivered: 'доставлено' } as const

const bounds: Named = { about: 'близько ', 'up-to': 'до ', 'at-least': 'щонайменше ' }

const pers: Named = { year: 'рік', month: 'місяць', week: 'тиждень', day: 'день', quarter: 'квартал' }

const novelties = {
  amount: 'нова сума',
  date: 'нова дата',
  hedge: 'нова твердість',
  scope: 'новий обсяг',
} as const

/** Сторінка обліку. */
export const track: typeof english = {
  title: 'Обіцяне й доставлене',
  lead: (asOf, entries) =>
    `Станом на ${asOf}: ${plural(entries, 'запис', 'записи', 'записів')} в обліку, з виправленнями. Це запис того, що, за словами джерел, обіцяно і зроблено, а не судження про наміри.`,
  apart: 'Набори даних і випуски стоять окремо: скласти їх означало б порахувати те саме двічі.',
  footer: (version) => `Зроблено програмою Guarantor ${version}. Голова обліку `,
  verify: ': ',
  verifyEnd: ' показує, чи облік іще містить усе це.',
  parties: {
    NATO: 'НАТО',
    EU: 'Європейський Союз',
    EU27: 'Європейський Союз (27)',
    G7: 'Велика сімка',
    CSTO: 'Організація Договору про колективну безпеку',
    EBRD: 'Європейський банк реконструкції та розвитку',
    EIB: 'Європейський інвестиційний банк',
    EPF: 'Європейський фонд миру',
    EUCOM: 'Європейська комісія',
    EUCOUNC: 'Рада Європейського Союзу',
    G20: 'Велика двадцятка',
    IAEA: 'Міжнародне агентство з атомної енергії',
    ICRC: 'Міжнародний комітет Червоного Хреста',
    IMF: 'Міжнародний валютний фонд',
    OSCE: 'Організація з безпеки і співробітництва в Європі',
    UDCG: 'Контактна група з питань оборони України',
    UN: 'Організація Об’єднаних Націй',
    WB: 'Світовий банк',
    COW: 'Коаліція охочих',
  },
  areas: {
    all: 'усі',
    military: 'військова',
    financial: 'фінансова',
    humanitarian: 'гуманітарна',
    training: 'підготовка',
    deployment: 'розгортання',
    sanctions: 'санкції',
    legal: 'правова',
    political: 'політична',
    other: 'інше',
  },
  steps,
  byHand: 'введено вручну',
  fromData: (dataset, release) => `${dataset}, випуск ${release}`,
  word: (title) => `Від слова до діла: ${title}`,
  wordLabel: (title) => `Від слова до діла, ${title}`,
  ownScale:
    'Кожен рисунок має власну шкалу. Крок, про який немає запису, не має смуги: це невідомо, а не нуль.',
  largest: (shown, all) => `Найбільші: ${shown} із ${all}; у таблиці є всі.`,
  unit: 'млрд євро',
  stepsCaption:
    '. До сум не входять: повторені обіцянки, частини пакета, внесеного цілим, суми на рік, а також нерозкрите і те, що у валюті, якої ніхто не перерахував; останні два полічено у своїх стовпцях. Нерозкрите не є нулем.',
  guarantor: 'Гарант',
  entries: 'Записи',
  undisclosed: 'Не розкрито',
  notInEuros: 'Не в євро',
  months: (title) => `За місяцями: ${title}`,
  monthsLead: 'Суми датованого до кожного місяця. Лінія падає там, де джерело щось відкликає.',
  monthsUnit: 'млрд євро до кожного місяця',
  funnelLabel: (name, list) => `${name}, млрд євро: ${list}`,
  linesLabel: (name, last, list) => `${name}, млрд євро наростом до ${last}: ${list}`,
  due: {
    title: 'Найближчі строки',
    caption: (asOf, shown, all) =>
      `Обіцянки, строк яких настає за 365 днів від ${asOf} або вже минув, без виконаних і скасованих.${all > shown ? ` Перші ${shown} із ${all}.` : ''}`,
    heads: ['Строк', 'Днів', 'Гарант', 'Що', 'Стан', 'Запис'],
    overdue: (days) => `прострочено на ${days}`,
    done: (share) => `виконано ${share}`,
    states: {
      open: 'відкрито',
      begun: 'розпочато',
      partly: 'частково',
      fulfilled: 'виконано',
      cancelled: 'скасовано',
    },
  },
  sayDo: {
    title: 'Сказане і зроблене',
    lead: 'Частка обіцяної суми, виконана за кількістю днів від обіцянки. Ще не зроблене рахується як очікуване, а не як невдача.',
    caption:
      'Обіцяно: те, що залишається, без скасованого. Частки з 5–95% за перевибраними обіцянками. Ще не на часі, прострочено і без дати: з недоставленого (з невиділеного, де про доставлення нічого не відомо).',
    heads: [
      'Гарант',
      'Сфера',
      'Джерело',
      'Обіцяно',
      'Виділено',
      'Доставлено',
      'Половину зроблено через',
      'Ще не на часі',
      'Прострочено',
      'Без дати',
      'Не розкрито',
    ],
    byHand: 'вручну',
    label: 'Сказане і зроблене за гарантами',
    notKnown: 'невідомо',
    withUndisclosed: (range) => `, ${range} з нерозкритим`,
    notYet: 'ще ні',
    billion: (currency, amount) => `${amount} млрд ${currency}`,
    days: (n) => `${n} дн`,
    curveLabel: (title, share, stage, days) =>
      `${title}: ${stages[stage]} ${share} обіцяного за ${days} днів`,
    curve: (stage, promises, equal) =>
      `частка обіцяної суми, яку ${stages[stage]}, за днями від обіцянки; смуга: 95%; ${plural(promises, 'обіцянка', 'обіцянки', 'обіцянок')}, за вагою як ${equal} рівних`,
  },
  repeats: {
    title: 'Сказано знову',
    summary: (said, times) => `: уперше сказано ${said}, потім ще ${plural(times, 'раз', 'рази', 'разів')}`,
    alike: (date, score) => `${date}, схоже на ${score}: `,
    shared: 'спільне: ',
    nothingNew: 'нічого нового',
    news: (kind, words) => `${novelties[kind]}: ${words}`,
    label: (chains) => `Повторені обіцянки: ${chains}`,
    chain: (who, said, times) => `${who}: уперше ${said}, потім ще ${plural(times, 'раз', 'рази', 'разів')}`,
    said: 'Коли це сказано',
    key: 'зафарбована точка: уперше; кільце: сказано знову без нового; ромб: з новою сумою, датою, твердістю чи обсягом',
  },
  money: { billion: ' млрд', million: ' млн' },
  bounds,
  per: (per) => ` на ${pers[per] ?? per}`,
  legalActs: {
    signature: 'підписання',
    ratification: 'ратифікація',
    adoption: 'ухвалення',
    'entry-into-force': 'набуття чинності',
    withdrawal: 'вихід',
    other: 'інше',
  },
  amountUndisclosed: 'суму не розкрито',
}
