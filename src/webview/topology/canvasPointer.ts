import type { Point } from '../../model/topologyPicture';

export interface PointerActions {
  pan(x: number, y: number): void;
  zoom(factor: number, at: Point): void;
  hover(key: string | undefined): void;
  /** @param key undefined for a click beside all parts. */
  pick(key: string | undefined): void;
  menu(key: string, at: { left: number; top: number; bottom: number }): void;
}

/** As far as a hand trembles while it clicks. */
const clickSlack = 4;
const zoomPerPixel = 0.004;
const lineHeight = 18;

/** Drags and the wheel move the picture, the wheel with Ctrl or ⌘ and pinches zoom it, and clicks pick a part. */
export function followPointer(root: SVGElement, actions: PointerActions): void {
  let drag: { readonly key: string | undefined; x: number; y: number; moved: number } | undefined;
  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    drag = { key: keyAt(event), x: event.clientX, y: event.clientY, moved: 0 };
    root.setPointerCapture(event.pointerId);
    // The focus goes to the part that is picked, and not before.
    event.preventDefault();
  });
  root.addEventListener('pointermove', (event) => {
    if (!drag) return actions.hover(keyAt(event));
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    drag.moved += Math.abs(x) + Math.abs(y);
    [drag.x, drag.y] = [event.clientX, event.clientY];
    if (drag.moved <= clickSlack) return;
    root.classList.add('dragging');
    actions.pan(x, y);
  });
  const end = (isPick: boolean) => {
    const ended = drag;
    drag = undefined;
    root.classList.remove('dragging');
    if (isPick && ended && ended.moved <= clickSlack) actions.pick(ended.key);
  };
  root.addEventListener('pointerup', () => end(true));
  root.addEventListener('pointercancel', () => end(false));
  root.addEventListener('pointerleave', () => actions.hover(undefined));
  root.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const key = keyAt(event);
    if (key !== undefined)
      actions.menu(key, { left: event.clientX, top: event.clientY, bottom: event.clientY });
  });
  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
      const [x, y] = [event.deltaX * unit, event.deltaY * unit];
      if (event.ctrlKey || event.metaKey) {
        const { left, top } = root.getBoundingClientRect();
        const step = Math.max(-60, Math.min(60, y));
        actions.zoom(Math.exp(-step * zoomPerPixel), { x: event.clientX - left, y: event.clientY - top });
      } else if (event.shiftKey && x === 0) actions.pan(-y, 0);
      else actions.pan(-x, -y);
    },
    { passive: false },
  );
}

function keyAt(event: Event): string | undefined {
  const part = event.target instanceof Element ? event.target.closest('[data-key]') : null;
  return part?.getAttribute('data-key') ?? undefined;
}
