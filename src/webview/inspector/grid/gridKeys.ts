type Place =
  { readonly kind: 'by'; readonly rows: number } | { readonly kind: 'first' } | { readonly kind: 'newest' };

/** What a key does in the grid. `extend`: selects all rows up to the place. */
export type GridMove =
  | (Place & { readonly extend: boolean })
  | { readonly kind: 'all' }
  | { readonly kind: 'sideways'; readonly pixels: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'leave' };

/** @param page whole rows on a screen */
export function gridMoveOf(event: KeyboardEvent, page: number): GridMove | undefined {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (altKey) return undefined;
  const place = command ? endOf(key) : (endOf(key) ?? stepOf(key, page));
  if (place) return { ...place, extend: shiftKey };
  if (command) return shiftKey ? undefined : commandOf(key);
  switch (key) {
    case 'ArrowRight':
      return { kind: 'sideways', pixels: 60 };
    case 'ArrowLeft':
      return { kind: 'sideways', pixels: -60 };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}

function stepOf(key: string, page: number): Place | undefined {
  const rows = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key];
  return rows === undefined ? undefined : { kind: 'by', rows };
}

function endOf(key: string): Place | undefined {
  if (key === 'Home') return { kind: 'first' };
  return key === 'End' ? { kind: 'newest' } : undefined;
}

function commandOf(key: string): GridMove | undefined {
  // With Caps Lock on, keys are capitals.
  const letter = key.toLowerCase();
  if (letter === 'c') return { kind: 'copy' };
  return letter === 'a' ? { kind: 'all' } : undefined;
}
