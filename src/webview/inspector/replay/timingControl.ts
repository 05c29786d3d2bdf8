import { html, nothing } from 'lit';
import type { ReplayTiming } from '../../../protocol/replay';
import { PageElement } from '../pageElement';
import { type MenuItem, openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import { speedsToChoose } from './speedsToChoose';
import { timingText } from './replayTexts';

/** What a person types, and what the engine takes of it. */
const typed = {
  original: { label: 'Times the original speed, 0.01 to 100', unit: '×', least: 0.01, most: 100 },
  rate: { label: 'Messages a second', unit: '/s', least: 0.001, most: 1_000_000 },
} as const;

/** How fast a replay goes: a menu, and a field for any other speed or rate. */
export class TimingControl extends PageElement {
  static override properties = { ...PageElement.properties, typing: { state: true } };
  declare typing: keyof typeof typed | undefined;

  protected override connected(): void {
    this.watch(this.inspector.replay.onDidChange);
  }

  protected override render() {
    const { replay, formats } = this.inspector;
    const { snapshot } = replay;
    if (!snapshot) return nothing;
    if (this.typing) return this.field(this.typing, snapshot.timing);
    return toolButton({
      icon: 'dashboard',
      label: timingText(snapshot.timing, formats),
      title: `Timing: ${timingText(snapshot.timing, formats)}`,
      menu: true,
      class: 'boxed',
      run: (anchor) => openMenu(anchor, () => this.items()),
    });
  }

  private items(): MenuItem[] {
    const { timing } = this.inspector.replay.snapshot ?? {};
    const speed = timing?.kind === 'original' ? timing.speed : undefined;
    const rate = timing?.kind === 'rate' ? timing.perSecond : undefined;
    return [
      ...speedsToChoose(speed).map((offered) => ({
        label: `${offered}×`,
        detail: offered === 1 ? 'as recorded' : '',
        check: { on: offered === speed, choice: true },
        run: () => this.choose({ kind: 'original', speed: offered }),
      })),
      { label: 'Other Speed…', run: () => this.type('original') },
      {
        label:
          rate === undefined ? 'Fixed Rate…' : `Fixed Rate: ${timingText(timing!, this.inspector.formats)}…`,
        check: { on: rate !== undefined, choice: true },
        separated: true,
        run: () => this.type('rate'),
      },
      {
        label: 'As Fast as the Socket Takes',
        check: { on: timing?.kind === 'fast', choice: true },
        run: () => this.choose({ kind: 'fast' }),
      },
    ];
  }

  private field(kind: keyof typeof typed, timing: ReplayTiming) {
    const { label, unit, least, most } = typed[kind];
    const now = timing.kind === 'original' ? timing.speed : timing.kind === 'rate' ? timing.perSecond : 1;
    const value = timing.kind === kind ? now : kind === 'rate' ? 100 : 1;
    return html`<span class="timing-field"
      ><input
        type="number"
        step="any"
        min=${least}
        max=${most}
        aria-label=${label}
        title="${label}. Enter applies it, Escape leaves it."
        .value=${String(value)}
        @keydown=${(event: KeyboardEvent) => this.pressed(event, kind)}
        @blur=${() => (this.typing = undefined)}
      />${unit}</span
    >`;
  }

  private pressed(event: KeyboardEvent, kind: keyof typeof typed): void {
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'Enter') {
      const input = event.target as HTMLInputElement;
      const { valueAsNumber: value } = input;
      // The browser says what is wrong with it.
      if (!input.reportValidity() || !Number.isFinite(value)) return;
      this.choose(kind === 'original' ? { kind, speed: value } : { kind, perSecond: value });
      this.leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private type(kind: keyof typeof typed): void {
    this.typing = kind;
    void this.updateComplete.then(() => this.querySelector('input')?.select());
  }

  private leave(): void {
    this.typing = undefined;
    void this.updateComplete.then(() => this.querySelector('button')?.focus());
  }

  private choose(timing: ReplayTiming): void {
    void this.inspector.replay.control({ action: 'timing', timing });
  }
}

customElements.define('timing-control', TimingControl);
