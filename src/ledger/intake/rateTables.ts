/*
 * Small tables of rates and prices, each figure with its source and the day it was read. What is not here is refused by
 * name. Years whose figures were only found rounded or estimated are left out.
 */

/** How many units of a currency one euro cost, on average over a year or a month. */
export interface Rate {
  readonly currency: string
  /** `2024` or `2024-06`. */
  readonly period: string
  readonly perEuro: number
  /** Who published it, and where it was read. */
  readonly source: string
  /** Day on which it was read or published. */
  readonly sourceDate: string
}

/** A price index by year, for money of one currency. */
export interface PriceIndex {
  readonly id: string
  readonly currency: string
  readonly name: string
  readonly byYear: Readonly<Record<string, number>>
  readonly source: string
  readonly sourceDate: string
}

const EUROSTAT = {
  source: 'Eurostat ert_bil_eur_a (annual averages of the ECB euro reference rates, data of 8 July 2026)',
  sourceDate: '2026-08-17',
}
/** Read from a public table that names the ECB as its source, not from the bank itself; digits as found there. */
const SECONDARY = {
  source: 'ECB euro reference rates, annual average, as given in a public table of wages; secondary',
  sourceDate: '2026-11-26',
}
const KIEL_18 = {
  source:
    'Kiel Ukraine Support Tracker, main data to 28 June 2024: amount as given over amount in euros, the same in every row',
  sourceDate: '2024-06-28',
}

type Origin = Pick<Rate, 'source' | 'sourceDate'>

const series = (origin: Origin, currency: string, byPeriod: Readonly<Record<string, number>>): Rate[] =>
  Object.entries(byPeriod).map(([period, perEuro]) => ({ currency, period, perEuro, ...origin }))

const june2024 = (currency: string, perEuro: number): Rate[] =>
  series(KIEL_18, currency, { '2024-06': perEuro })

export const averageRates: readonly Rate[] = [
  ...series(EUROSTAT, 'USD', { '2021': 1.1827, '2022': 1.053, '2023': 1.0813, '2024': 1.0824, '2025': 1.13 }),
  ...series(EUROSTAT, 'GBP', {
    '2021': 0.8596,
    '2022': 0.85276,
    '2023': 0.86979,
    '2024': 0.84662,
    '2025': 0.85679,
  }),
  ...series(EUROSTAT, 'CHF', {
    '2021': 1.0811,
    '2022': 1.0047,
    '2023': 0.9718,
    '2024': 0.9526,
    '2025': 0.937,
  }),
  ...series(EUROSTAT, 'JPY', {
    '2021': 129.88,
    '2022': 138.03,
    '2023': 151.99,
    '2024': 163.85,
    '2025': 169.04,
  }),
  ...series(SECONDARY, 'PLN', { '2022': 4.6861, '2023': 4.542 }),
  ...series(SECONDARY, 'CZK', { '2022': 24.566, '2023': 24.004 }),
  ...series(SECONDARY, 'HUF', { '2022': 391.29, '2023': 381.85 }),
  ...series(SECONDARY, 'DKK', { '2022': 7.4396, '2023': 7.4509 }),
  ...series(SECONDARY, 'NOK', { '2022': 10.103, '2023': 11.425 }),
  ...series(SECONDARY, 'RON', { '2022': 4.9313, '2023': 4.9467 }),
  ...june2024('USD', 1.0759),
  ...june2024('GBP', 0.84643),
  ...june2024('CHF', 0.9616),
  ...june2024('JPY', 169.81),
  ...june2024('AUD', 1.6206),
  ...june2024('CAD', 1.475),
  ...june2024('CNY', 7.8051),
  ...june2024('CZK', 24.779),
  ...june2024('DKK', 7.4592),
  ...june2024('HUF', 394.76),
  ...june2024('ISK', 149.36),
  ...june2024('KRW', 1485.38),
  ...june2024('NOK', 11.4178),
  ...june2024('NZD', 1.7539),
  ...june2024('PLN', 4.3209),
  ...june2024('RON', 4.9767),
  ...june2024('SEK', 11.2851),
  ...june2024('BGN', 1.9558),
]

export const priceIndices: readonly PriceIndex[] = [
  {
    id: 'hicp-euro-area',
    currency: 'EUR',
    name: 'Harmonised index of consumer prices, euro area, annual average (2015 = 100)',
    byYear: {
      '2015': 100,
      '2016': 100.23,
      '2017': 101.78,
      '2018': 103.56,
      '2019': 104.8,
      '2020': 105.06,
      '2021': 107.78,
      '2022': 116.82,
      '2023': 123.15,
      '2024': 126.07,
      '2025': 128.75,
    },
    source: 'Eurostat prc_hicp_aind, geo EA, CP00, INX_A_AVG',
    sourceDate: '2026-10-04',
  },
  {
    id: 'cpi-u-us',
    currency: 'USD',
    name: 'Consumer price index for all urban consumers, United States, annual average (1982-84 = 100)',
    byYear: {
      '2015': 237.017,
      '2016': 240.007,
      '2017': 245.12,
      '2018': 251.107,
      '2019': 255.657,
      '2020': 258.811,
      '2021': 270.97,
      '2022': 292.655,
      '2023': 304.702,
      '2024': 313.689,
    },
    source: 'US Bureau of Labor Statistics, CPI-U, annual averages, as given alike in several public tables',
    sourceDate: '2026-11-26',
  },
]
