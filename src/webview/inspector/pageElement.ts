import { LitElement } from 'lit';
import { DisposableStore } from '../../base/disposable';
import type { Event } from '../../base/emitter';
import type { Inspector } from './inspector';

/**
 * A part of the inspector. It renders into the page itself, so that one stylesheet and the theme's variables reach
 * it, and redraws when what it watches changes.
 */
export abstract class PageElement extends LitElement {
  static override properties = { inspector: { attribute: false } };
  declare inspector: Inspector;
  /** Released when the element leaves the page. */
  protected owned = new DisposableStore();

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.owned = new DisposableStore();
    this.connected();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.owned.dispose();
  }

  /** Subscribes to what the part shows; called each time the element enters the page. */
  protected connected(): void {}

  protected watch(...events: readonly Event<unknown>[]): void {
    for (const event of events) this.owned.add(event(() => this.requestUpdate()));
  }
}
