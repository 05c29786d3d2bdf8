/** A bar between two parts that resizes one of them, by dragging or with the arrow keys. */
export class SplitBar extends HTMLElement {
  minimum = 0;
  maximum = 10_000;
  /** 1 where the part that it sizes is on its left, -1 where on its right. */
  side: 1 | -1 = 1;
  private width = 0;

  /** The width it sets, in CSS pixels. */
  get value(): number {
    return this.width;
  }

  set value(width: number) {
    this.width = width;
    this.setAttribute('aria-valuenow', String(width));
  }

  connectedCallback(): void {
    this.tabIndex = 0;
    this.setAttribute('role', 'separator');
    this.setAttribute('aria-orientation', 'vertical');
    this.setAttribute('aria-valuemin', String(this.minimum));
    this.setAttribute('aria-valuemax', String(this.maximum));
    this.addEventListener('pointerdown', this.grabbed);
    this.addEventListener('keydown', this.pressed);
  }

  disconnectedCallback(): void {
    this.removeEventListener('pointerdown', this.grabbed);
    this.removeEventListener('keydown', this.pressed);
  }

  private readonly grabbed = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const start = event.clientX;
    // What it sizes may be narrower than asked for, where there is little room.
    const part = this.side === 1 ? this.previousElementSibling : this.nextElementSibling;
    const width = part?.getBoundingClientRect().width ?? this.value;
    this.setPointerCapture(event.pointerId);
    this.classList.add('active');
    const move = (moved: PointerEvent) => this.change(width + this.side * (moved.clientX - start));
    this.addEventListener('pointermove', move);
    const end = () => {
      this.removeEventListener('pointermove', move);
      this.classList.remove('active');
    };
    this.addEventListener('lostpointercapture', end, { once: true });
  };

  private readonly pressed = (event: KeyboardEvent) => {
    const direction = ['ArrowLeft', 'ArrowRight'].indexOf(event.key);
    if (direction < 0) return;
    event.preventDefault();
    this.change(this.value + this.side * (direction === 0 ? -16 : 16));
  };

  private change(value: number): void {
    const width = Math.round(Math.min(this.maximum, Math.max(this.minimum, value)));
    if (width === this.value) return;
    this.value = width;
    this.dispatchEvent(new CustomEvent<number>('resized', { detail: width }));
  }
}

customElements.define('split-bar', SplitBar);
