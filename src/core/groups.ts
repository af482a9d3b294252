/** Items by key, groups in the order of their first item. */
export const groupBy = <T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const found = groups.get(name)
    if (found === undefined) groups.set(name, [item])
    else found.push(item)
  }
  return groups
}
