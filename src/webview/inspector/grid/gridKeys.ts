/** What a key does in the grid. */
export type GridMove =
  | { readonly kind: 'by'; readonly rows: number }
  | { readonly kind: 'first' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'sideways'; readonly pixels: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'leave' };

/** @param page whole rows on a screen */
export function gridMoveOf(event: KeyboardEvent, page: number): GridMove | undefined {
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) return undefined;
  if (command) return event.key === 'c' ? { kind: 'copy' } : commandMove(event.key);
  switch (event.key) {
    case 'ArrowDown':
      return { kind: 'by', rows: 1 };
    case 'ArrowUp':
      return { kind: 'by', rows: -1 };
    case 'PageDown':
      return { kind: 'by', rows: page };
    case 'PageUp':
      return { kind: 'by', rows: -page };
    case 'ArrowRight':
      return { kind: 'sideways', pixels: 60 };
    case 'ArrowLeft':
      return { kind: 'sideways', pixels: -60 };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return commandMove(event.key);
  }
}

function commandMove(key: string): GridMove | undefined {
  if (key === 'Home') return { kind: 'first' };
  return key === 'End' ? { kind: 'newest' } : undefined;
}
