/** Longest text read, in UTF-16 units. Two million nodes as Gambit writes them take about this much. */
export const MAX_TEXT = 50_000_000
/** Most nodes of a tree, and most cells of a strategic form. */
export const MAX_NODES = 2_000_000
/** Most players. */
export const MAX_PLAYERS = 10_000
/** Most nodes times players: the compiled tree keeps that many payoffs, 8 bytes each. */
export const MAX_PAYOFFS = 20_000_000
