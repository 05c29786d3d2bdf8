/**
 * Moves the keyboard among the items of a list, of which one is in the Tab order, on the arrows, Home and End.
 *
 * @returns whether the key was one of these
 */
export function moveAmong(items: readonly HTMLElement[], event: KeyboardEvent): boolean {
  const at = items.indexOf(event.target as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return false;
  items[to]?.focus();
  event.preventDefault();
  return true;
}
