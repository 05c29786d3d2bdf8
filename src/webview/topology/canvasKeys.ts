import type { Direction } from './pictureGraph';

export type CanvasAction =
  | { readonly kind: 'go' | 'pan'; readonly to: Direction }
  | { readonly kind: 'zoom'; readonly isIn: boolean }
  | { readonly kind: 'first' | 'last' | 'fit' | 'full' | 'open' | 'menu' | 'leave' };

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const others: Readonly<Record<string, CanvasAction>> = {
  Home: { kind: 'first' },
  End: { kind: 'last' },
  Enter: { kind: 'open' },
  ' ': { kind: 'open' },
  Escape: { kind: 'leave' },
  ContextMenu: { kind: 'menu' },
  '+': { kind: 'zoom', isIn: true },
  '=': { kind: 'zoom', isIn: true },
  '-': { kind: 'zoom', isIn: false },
  '0': { kind: 'fit' },
  '1': { kind: 'full' },
};

/** What a key does on the picture; undefined for keys of somebody else. */
export function canvasKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): CanvasAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const to = directions[event.key];
  if (to) return { kind: event.shiftKey ? 'pan' : 'go', to };
  if (event.key === 'F10' && event.shiftKey) return { kind: 'menu' };
  return others[event.key];
}
