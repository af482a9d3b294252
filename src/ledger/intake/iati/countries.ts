/** States by ISO 3166-1 alpha-3 and, as IATI writes them, alpha-2: those that stand in the world's table. */
const PAIRS =
  `ALB AL ARM AM AUS AU AUT AT AZE AZ BEL BE BGR BG BIH BA BLR BY CAN CA CHE CH CHN CN CYP CY CZE CZ DEU DE DNK DK
  ESP ES EST EE FIN FI FRA FR GBR GB GEO GE GRC GR HRV HR HUN HU IND IN IRL IE IRN IR ISL IS ISR IL ITA IT JPN JP KAZ KZ
  KGZ KG KOR KR LTU LT LUX LU LVA LV MDA MD MKD MK MLT MT MNE ME NLD NL NOR NO NZL NZ PAK PK PHL PH POL PL PRK KP PRT PT
  ROU RO RUS RU SRB RS SVK SK SVN SI SWE SE TJK TJ TUR TR TWN TW UKR UA USA US XKX XK`.split(/\s+/)

const toTwo = new Map<string, string>()
const toThree = new Map<string, string>()
for (let i = 0; i < PAIRS.length; i += 2) {
  toTwo.set(PAIRS[i], PAIRS[i + 1])
  toThree.set(PAIRS[i + 1], PAIRS[i])
}

/** `UA` for `UKR`; undefined for an organisation or a state that is not in the table. */
export const alpha2 = (alpha3: string): string | undefined => toTwo.get(alpha3)

/** `UKR` for `UA`. */
export const alpha3 = (alpha2: string): string | undefined => toThree.get(alpha2)
