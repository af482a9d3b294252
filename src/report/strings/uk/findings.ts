import type { Known } from '../en/sections.js'
import type { Named } from '../en/words.js'
import { plural } from './plural.js'
import { words } from './words.js'

const rule = (decision: string): string =>
  ({
    consensus: 'консенсусом',
    unanimity: 'одностайно',
    'lead-nation': 'провідною державою',
    'qualified-majority': 'кваліфікованою більшістю',
  })[decision] ?? decision

const means: Named = { ...words.responses, none: 'без відповіді' }

const textKinds: Named = {
  truncated: 'скорочено',
  paraphrase: 'переказано',
  reported: 'подано з чужих слів',
}

/** Що знайдено, за кодом правила. */
export const messages: Readonly<Record<string, readonly Known[] | undefined>> = {
  'no-deadline': [
    {
      pattern: /^"(.*)" owes (\S+) but sets no time to act$/,
      say: (id, what) => `«${id}» зобов’язує (${means[what] ?? what}), але не встановлює строку для дій`,
    },
  ],
  'attribution-unassigned': [
    {
      pattern: /^"(.*)" needs attribution, and no body is named to make it$/,
      say: (id) => `«${id}» вимагає встановити винуватця, але не називає органу, який це робить`,
    },
  ],
  'attribution-no-deadline': [
    {
      pattern: /^"(.*)": attribution has no deadline$/,
      say: (id) => `«${id}»: встановлення винуватця не має строку`,
    },
  ],
  'consensus-hostage': [
    {
      pattern: /^"(.*)" is decided by (\S+?)(?: in the (.*))?: one member can block it$/,
      say: (id, how, body) =>
        `«${id}»: рішення ухвалюють ${rule(how)}${body === undefined ? '' : ` («${body}»)`}; один учасник може його заблокувати`,
    },
  ],
  'force-discretionary': [
    {
      pattern: /^"(.*)": the duty stands, force is discretionary$/,
      say: (id) => `«${id}»: обов’язок є, але застосування сили на власний розсуд`,
    },
  ],
  'not-in-force': [
    {
      pattern: /^the text is (.*), not in force$/,
      say: (stage) =>
        stage === 'given no status'
          ? 'текст не має статусу і не чинний'
          : `текст не чинний: ${words.stages[stage] ?? stage}`,
    },
  ],
  'members-only': [
    {
      pattern: /^only members of (\S+) are covered; (\S+) is none$/,
      say: (group, state) => `охоплено лише членів ${group}; ${state} ним не є`,
    },
  ],
  'money-not-binding': [
    {
      pattern: /^(\S+) (\S+) (a year|in all) is pledged in words that do not bind$/,
      say: (amount, currency, per) =>
        `${words.significant(Number(amount))} ${currency} ${per === 'a year' ? 'на рік' : 'загалом'} обіцяно словами, що не зобов’язують`,
    },
  ],
  'fait-accompli-cheap': [
    { pattern: /^/, say: () => 'коли настає виклик, жоден гарант не має сил на місці' },
  ],
  'forces-planned-only': [{ pattern: /^/, say: () => 'ці сили заплановано; ще нічого не розгорнуто' }],
  'tripwire-only': [
    {
      pattern: /^at most (\S+) brigade-equivalents/,
      say: (n) => `на землі щонайбільше ${words.significant(Number(n))} БЕ: лише «розтяжка»`,
    },
  ],
  'voiding-open-to-staging': [
    {
      pattern: /^"(.*)": nobody is named to find that the guarantee is void$/,
      say: (id) => `«${id}»: не названо, хто встановлює, що гарантія втратила силу`,
    },
  ],
  'nothing-owed': [
    { pattern: /^/, say: () => 'жодне положення не зобов’язує до більшого, ніж консультації чи запевнення' },
  ],
  'hybrid-gap': [{ pattern: /^/, say: () => 'на гібридний напад відповідати ніхто не зобов’язаний' }],
  'high-threshold': [
    {
      pattern: /^"(.*)" is triggered only by/,
      say: (id) => `тригер «${id}» — лише значний, умисний і тривалий напад`,
    },
  ],
  'means-not-named': [
    {
      pattern: /^"(.*)" does not say which means are owed$/,
      say: (id) => `«${id}» не каже, до яких засобів зобов’язує`,
    },
  ],
  'attacker-is-party': [
    { pattern: /^"(.*)" is owed by the adversary$/, say: (id) => `за «${id}» зобов’язаний супротивник` },
  ],
  'short-notice-exit': [
    {
      pattern: /^exit after (\d+) months' notice$/,
      say: (n) => `вийти можна, попередивши за ${plural(Number(n), 'місяць', 'місяці', 'місяців')}`,
    },
  ],
  'limited-term': [
    {
      pattern: /^it runs for (\d+) years and/,
      say: (n) => `діє ${plural(Number(n), 'рік', 'роки', 'років')} і сам не поновлюється`,
    },
    { pattern: /^it runs until (\S+) and/, say: (day) => `діє до ${day} і сам не поновлюється` },
  ],
  'no-remedy': [
    { pattern: /^/, say: () => 'жодне положення не каже, що буде, якщо гарант не виконає зобов’язання' },
  ],
  'exempt-members': [
    {
      pattern: /^"(.*)" exempts some guarantors from part of it$/,
      say: (id) => `«${id}» звільняє деяких гарантів від частини зобов’язання`,
    },
  ],
  'adversary-holds-the-key': [
    {
      pattern: /^"(.*)" takes effect only once a ceasefire holds$/,
      say: (id) => `«${id}» починає діяти, лише коли тримається припинення вогню`,
    },
  ],
  'constitutional-proviso': [
    { pattern: /^"(.*)" is subject to (.*)$/, say: (id, what) => `«${id}» залежить від умови: «${what}»` },
  ],
  'text-not-verbatim': [
    {
      pattern: /^"(.*)" is (\S+), not the full official text$/,
      say: (id, kind) => `«${id}» — не повний офіційний текст: ${textKinds[kind] ?? kind}`,
    },
  ],
  'broken-reference': [
    { pattern: /^no body has the id "(.*)"$/, say: (id) => `немає органу з id «${id}»` },
    { pattern: /^no commitment has the id "(.*)"$/, say: (id) => `немає зобов’язання з id «${id}»` },
  ],
  'duplicate-id': [
    {
      pattern: /^the id "(.*)" is used twice in (.*)$/,
      say: (id, where) => `id «${id}» ужито двічі в «${where}»`,
    },
  ],
  'body-missing': [
    {
      pattern: /^"(.*)" is decided by (\S+), but by which body\?$/,
      say: (id, how) => `«${id}»: рішення ухвалюють ${rule(how)}, але який орган?`,
    },
  ],
  'lead-missing': [
    { pattern: /^"(.*)" has no lead nation$/, say: (id) => `«${id}» не має провідної держави` },
  ],
  'dates-out-of-order': [
    {
      pattern: /^(\S+) on (\S+), after asOf (\S+)$/,
      say: (stage, day, asOf) => `«${stage}» ${day} — пізніше за asOf ${asOf}`,
    },
    {
      pattern: /^(\S+) on (\S+), before it was signed \((.*)\)$/,
      say: (stage, day, signed) => `«${stage}» ${day} — раніше за підписання (${signed})`,
    },
  ],
  'overlapping-roles': [
    {
      pattern: /^(\S+) is both adversary and beneficiary$/,
      say: (state) => `${state} є і супротивником, і бенефіціаром`,
    },
    {
      pattern: /^(\S+) cannot be a guarantor as well$/,
      say: (state) => `${state} не може бути ще й гарантом`,
    },
  ],
  'force-contradicts-means': [
    {
      pattern: /^"(.*)" requires force but contemplates no more than (\S+)$/,
      say: (id, what) =>
        `«${id}» вимагає застосування сили, але передбачає щонайбільше: ${means[what] ?? what}`,
    },
  ],
  'no-adversary': [{ pattern: /^/, say: () => 'супротивника не названо: немає гри, яку можна розв’язати' }],
  missing: [{ pattern: /^(.*) is missing$/, say: (name) => `бракує поля «${name}»` }],
  'not-in-vocabulary': [
    { pattern: /^(.*) cannot be (.*)$/, say: (name, given) => `«${name}» не може бути «${given}»` },
  ],
  'unknown-key': [
    {
      pattern: /^unknown key "(.*?)"(?: in (.*))?$/,
      say: (key, where) => `невідомий ключ «${key}»${where === undefined ? '' : ` у «${where}»`}`,
    },
  ],
  'wrong-type': [
    { pattern: /^(.*) has the wrong form$/, say: (name) => `«${name}» має хибну форму` },
    {
      pattern: /^(.*) must be (a text|a number|a whole number|true or false|a list|a mapping)$/,
      say: (name, kind) => `«${name}»: потрібно ${kinds[kind] ?? kind}`,
    },
  ],
  'out-of-range': [
    {
      pattern: /^(.*) must be at least (\S+)$/,
      say: (name, limit) => `«${name}» має бути щонайменше ${limit}`,
    },
    {
      pattern: /^(.*) must be at most (\S+)$/,
      say: (name, limit) => `«${name}» має бути щонайбільше ${limit}`,
    },
    { pattern: /^(.*) must be above (\S+)$/, say: (name, limit) => `«${name}» має бути більше за ${limit}` },
    { pattern: /^(.*) must be below (\S+)$/, say: (name, limit) => `«${name}» має бути менше за ${limit}` },
    {
      pattern: /^(.*) must have at (least|most) (\d+) (character|entr)\w*$/,
      say: (name, end, n, what) =>
        `«${name}»: ${end === 'least' ? 'щонайменше' : 'щонайбільше'} ${what === 'entr' ? plural(Number(n), 'запис', 'записи', 'записів') : plural(Number(n), 'знак', 'знаки', 'знаків')}`,
    },
  ],
  empty: [{ pattern: /^/, say: () => 'документ порожній' }],
  'several-documents': [{ pattern: /^/, say: () => 'файл містить більше ніж один документ YAML' }],
  'duplicate-key': [
    { pattern: /^the key "(.*)" is given twice$/, say: (key) => `ключ «${key}» подано двічі` },
  ],
  'more-faults': [
    { pattern: /^(\d+) more faults are not listed$/, say: (n) => `ще не показано помилок: ${n}` },
  ],
  'unknown-party': [
    {
      pattern: /^no state or group "(.*)" in the table of facts$/,
      say: (name) => `у таблиці фактів немає держави чи групи «${name}»`,
    },
  ],
  'too-many-guarantors': [
    {
      pattern: /^(\d+) states may respond; at most (\d+) are solved$/,
      say: (n, most) =>
        `відповісти можуть ${plural(Number(n), 'держава', 'держави', 'держав')}; розв’язуються щонайбільше ${most}`,
    },
  ],
}

const kinds: Named = {
  'a text': 'текст',
  'a number': 'число',
  'a whole number': 'ціле число',
  'true or false': 'true або false',
  'a list': 'список',
  'a mapping': 'набір ключів',
}

/** Що може зробити автор тексту, за кодом правила. */
export const hints: Named = {
  'no-deadline': 'додати строк: deadline: { amount, unit, calendar, startsFrom }',
  'attribution-unassigned': 'назвати, хто це встановлює: attribution.by',
  'attribution-no-deadline': 'встановити attribution.within',
  'consensus-hostage':
    'дозволити кожному діяти самому, назвати провідну державу або вирішувати кваліфікованою більшістю',
  'force-discretionary':
    'сказати, до яких сил зобов’язує текст, або змиритися з тим, що певна лише менша допомога',
  'not-in-force': 'оцінити з нинішнім статусом; за замовчуванням текст береться так, ніби він чинний',
  'members-only': 'сказати в полі hypothetical, що членство припущено, або додати перехідне зобов’язання',
  'money-not-binding': 'виділити гроші законом або записати це як орієнтовну обіцянку',
  'fait-accompli-cheap':
    'розгорнути спроможні сили попереду до тригера або встановити короткий строк і тримати сили в готовності',
  'forces-planned-only': 'подати since: і status: deployed, коли вони будуть на місці',
  'tripwire-only': 'розгорнути досить, щоб змінити місцеве співвідношення, або не покладатися на «розтяжку»',
  'voiding-open-to-staging': 'назвати, хто це встановлює, за яким мірилом, і що доти гарантія діє',
  'nothing-owed': 'назвати відповідь: response.means',
  'hybrid-gap': 'додати зобов’язання, тригер якого охоплює гібридний напад, з власною меншою відповіддю',
  'high-threshold': 'ужити «збройний напад» або сказати, хто й до коли встановлює, що поріг досягнуто',
  'means-not-named': 'назвати засоби (precision: named) або їхню кількість (quantified)',
  'attacker-is-party': 'не рахувати це гарантією',
  'short-notice-exit': 'подовжити строк попередження або зберегти обов’язки за подіями до його кінця',
  'limited-term': 'поновлювати автоматично, якщо жодна сторона не заперечує',
  'no-remedy': 'додати remedy:, наприклад відновлення санкцій або обов’язок відшкодувати',
  'exempt-members': 'сказати, що ці держави робитимуть натомість',
  'adversary-holds-the-key': 'дати частині набути чинності до припинення вогню',
  'constitutional-proviso': 'сказати, який парламент і до коли має схвалити; отримати схвалення наперед',
  'text-not-verbatim': 'замінити офіційним текстом, коли він буде доступний',
  'broken-reference': 'виправити id або додати те, що він називає',
  'duplicate-id': 'дати кожному власний id',
  'body-missing': 'додати орган у bodies: і назвати його в decision.body',
  'lead-missing': 'додати lead: до органу',
  'dates-out-of-order': 'виправити дату або пересунути asOf',
  'overlapping-roles': 'записати обіцянки супротивника в commitments з by: adversary',
  'force-contradicts-means': 'встановити means: air або troops, або force: none',
  'no-adversary': 'додати parties.adversary; без нього документ не можна оцінити',
}
