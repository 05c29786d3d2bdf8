/** Compares addresses for lists: by text, numbers in them by value, so that port 900 is before 5555. */
export function addressOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (const [at, part] of (left ?? []).entries()) {
    const other = right?.[at];
    if (other === undefined) return 1;
    if (part === other) continue;
    const byValue = Number(part) - Number(other);
    if (byValue) return byValue;
    return part < other ? -1 : 1;
  }
  return (left ?? []).length - (right ?? []).length;
}
