import { findState, groups } from '../world/index.js'

/*
 * Who can stand in a ledger. Every state, not only those of the world's table: Taiwan gives, too.
 */

/** Codes of ISO 3166-1 alpha-3, and XKX, which many data sets use for Kosovo. */
const stateCodes = new Set(
  `ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ
  BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU
  DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC
  GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
  KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
  MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL
  PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN
  SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
  VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE`.split(/\s+/),
)

/** Organisations that promise, pay or deliver, beside the groups of the world's table. */
const organisations: ReadonlyMap<string, string> = new Map([
  ['EBRD', 'European Bank for Reconstruction and Development'],
  ['EIB', 'European Investment Bank'],
  ['EPF', 'European Peace Facility'],
  ['EUCOM', 'European Commission'],
  ['EUCOUNC', 'Council of the European Union'],
  ['G20', 'Group of Twenty'],
  ['IAEA', 'International Atomic Energy Agency'],
  ['ICRC', 'International Committee of the Red Cross'],
  ['IMF', 'International Monetary Fund'],
  ['OSCE', 'Organization for Security and Co-operation in Europe'],
  ['UDCG', 'Ukraine Defense Contact Group'],
  ['UN', 'United Nations'],
  ['WB', 'World Bank'],
  ['COW', 'Coalition of the Willing'],
])

const groupNames: ReadonlyMap<string, string> = new Map(groups.map(({ id, name }) => [id, name]))

/** Is this code that of a state, a group or an organisation that a ledger knows? */
export const isParty = (code: string): boolean =>
  stateCodes.has(code) || organisations.has(code) || groupNames.has(code)

/** A name to print; the code itself where no name is known. */
export const partyName = (code: string): string =>
  findState(code)?.name ?? groupNames.get(code) ?? organisations.get(code) ?? code
