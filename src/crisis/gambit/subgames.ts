import type { GameTree } from './tree.js'

/**
 * The nodes at which subgames begin, the whole game's root first: nodes with choices of players at or below them such that no
 * information set lies partly inside and partly outside (Selten 1965). Left out are subgames in which players have no action to
 * take, and nodes with a single action, whose subgame says no more than the one right below.
 */
export const subgameRoots = (tree: GameTree): readonly number[] => {
  const { nodeCount, parent, end, setOf } = tree
  const firstOf = new Int32Array(tree.setCount).fill(nodeCount)
  const lastOf = new Int32Array(tree.setCount).fill(-1)
  for (let n = 0; n < nodeCount; n++)
    if (setOf[n] >= 0) {
      if (lastOf[setOf[n]] < 0) firstOf[setOf[n]] = n
      lastOf[setOf[n]] = n
    }
  // Where the sets met at or below a node begin and end; the subtree of n is n .. end[n] - 1.
  const low = Int32Array.from({ length: nodeCount }, (_, n) => (setOf[n] < 0 ? nodeCount : firstOf[setOf[n]]))
  const high = Int32Array.from({ length: nodeCount }, (_, n) => (setOf[n] < 0 ? -1 : lastOf[setOf[n]]))
  for (let n = nodeCount - 1; n > 0; n--) {
    low[parent[n]] = Math.min(low[parent[n]], low[n])
    high[parent[n]] = Math.max(high[parent[n]], high[n])
  }
  const roots = [0]
  for (let n = 1; n < nodeCount; n++)
    if (high[n] >= 0 && low[n] >= n && high[n] < end[n] && end[n + 1] < end[n]) roots.push(n)
  return roots
}
