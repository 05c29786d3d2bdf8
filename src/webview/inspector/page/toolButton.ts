import { type TemplateResult, html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

export interface ToolButton {
  readonly icon?: string;
  readonly label?: string;
  /** Tooltip; for screen readers what the label stands for where that is no word, and the description where it is. */
  readonly title: string;
  readonly run: (anchor: HTMLElement) => void;
  /** For toggles whose label and title stay the same; others say by these what a click does. */
  readonly pressed?: boolean;
  /** Opens a menu. */
  readonly menu?: boolean;
  readonly disabled?: boolean;
  readonly class?: string;
}

const isWord = /^\p{L}{3}/u;

/** A flat button as in VS Code's own tool bars. */
export function toolButton(button: ToolButton): TemplateResult {
  const { icon, label, title, run, pressed, menu, disabled } = button;
  const classes = ['tool', button.class, pressed ? 'on' : ''].filter(Boolean).join(' ');
  return html`<button
    type="button"
    class=${classes}
    title=${title}
    aria-label=${ifDefined(label && isWord.test(label) ? undefined : title)}
    aria-pressed=${ifDefined(pressed === undefined ? undefined : String(pressed))}
    aria-haspopup=${ifDefined(menu ? 'menu' : undefined)}
    ?disabled=${disabled ?? false}
    @click=${(event: Event) => run(event.currentTarget as HTMLElement)}
  >
    ${icon ? html`<span class="codicon codicon-${icon}" aria-hidden="true"></span>` : nothing}
    ${label ? html`<span class="tool-label">${label}</span>` : nothing}
    ${menu ? html`<span class="codicon codicon-chevron-down" aria-hidden="true"></span>` : nothing}
  </button>`;
}
