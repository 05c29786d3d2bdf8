import { LitElement, type TemplateResult, html, nothing } from 'lit';
import type { DiffNode, DiffStatus } from '../../../model/decoders/diffTree';
import { type TreeNode, isContainer } from '../../../model/decoders/treeNode';
import { treeText } from '../../../model/decoders/treeText';

const pageSize = 100;

/** A value as it is drawn: plain, or with what it was in the message before. */
interface Shown {
  readonly node: TreeNode;
  readonly diff?: DiffNode;
}

/** A decoded value as a tree, open where a person opened it, with changed values as `184.27, was 184.22`. */
export class TreeView extends LitElement {
  static override properties = { root: { attribute: false }, diff: { attribute: false } };
  declare root: TreeNode | undefined;
  declare diff: DiffNode | undefined;
  /** Paths whose state is not the default; kept from message to message, so that the same parts stay open. */
  private readonly toggled = new Set<string>();
  private readonly pages = new Map<string, number>();

  override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { root, diff } = this;
    if (!root) return nothing;
    return html`<div
      class="tree"
      role="tree"
      aria-label="Value"
      @keydown=${(event: KeyboardEvent) => this.pressed(event)}
    >
      ${this.nodeLines({ node: root, diff }, '', 1, false)}
    </div>`;
  }

  private nodeLines(shown: Shown, path: string, level: number, comma: boolean): TemplateResult {
    const { node } = shown;
    const expandable = isContainer(node.kind) && node.childCount > 0;
    const open = expandable && this.isOpen(path, level);
    return html`${this.line(shown, path, level, expandable, open, comma)}
    ${open ? this.childLines(shown, path, level) : nothing}
    ${open ? this.closing(node, level, comma) : nothing}`;
  }

  private childLines({ node, diff }: Shown, path: string, level: number) {
    const most = (this.pages.get(path) ?? 1) * pageSize;
    const children: Shown[] = diff
      ? diff
          .children()
          .slice(0, most)
          .map((child) => ({ node: child.node, diff: child }))
      : node.children(0, most).map((child) => ({ node: child }));
    const total = diff ? diff.children().length + diff.uncompared : node.childCount;
    const left = total - children.length;
    return html`${children.map((child, i) =>
      this.nodeLines(child, `${path}/${child.node.key?.text ?? i}#${i}`, level + 1, i < total - 1),
    )}${
      left > 0
        ? html`<div class="tree-line" data-level=${level + 1}>
            <button type="button" class="link" @click=${() => this.showMore(path)}>
              Show ${Math.min(pageSize, left)} of ${left} more
            </button>
          </div>`
        : nothing
    }`;
  }

  private line(
    shown: Shown,
    path: string,
    level: number,
    expandable: boolean,
    open: boolean,
    comma: boolean,
  ) {
    const { node, diff } = shown;
    const status: DiffStatus | undefined = diff?.status;
    const container = isContainer(node.kind);
    const changed = status !== undefined && status !== 'same' && !(container && status === 'changed' && open);
    return html`<div
      class="tree-line ${status ?? ''}"
      role="treeitem"
      tabindex=${path === '' ? 0 : -1}
      data-level=${level}
      data-path=${path}
      aria-level=${level}
      aria-expanded=${expandable ? String(open) : nothing}
      @click=${() => expandable && this.toggle(path)}
      @copy-node=${() => this.emitCopy(node)}
    >
      ${indent(level)}<span
        class="twistie codicon ${expandable ? `codicon-chevron-${open ? 'down' : 'right'}` : 'codicon-blank'}"
        aria-hidden="true"
      ></span
      >${keyOf(node)}<span class="value ${node.kind} ${changed ? 'changed' : ''}"
        >${open ? (node.kind === 'object' ? '{' : '[') : node.text}</span
      >${open || !comma ? '' : ','}${this.notes(node, diff, open)}
    </div>`;
  }

  private notes(node: TreeNode, diff: DiffNode | undefined, open: boolean) {
    const parts: string[] = [];
    if (isContainer(node.kind) && node.childCount > 0 && !open) {
      const noun = node.kind === 'object' ? 'key' : 'item';
      parts.push(`${node.childCount} ${noun}${node.childCount === 1 ? '' : 's'}`);
      if (diff?.status === 'changed') parts.push('changed inside');
    }
    if (node.note) parts.push(node.note);
    if (diff?.was !== undefined) parts.push(`was ${diff.was}`);
    if (diff?.status === 'added') parts.push('new');
    if (diff?.status === 'removed') parts.push('gone');
    return parts.length > 0 ? html` <span class="tree-note">${parts.join(', ')}</span>` : nothing;
  }

  private closing(node: TreeNode, level: number, comma: boolean) {
    return html`<div class="tree-line" data-level=${level} aria-hidden="true">
      ${indent(level)}<span class="twistie codicon codicon-blank"></span
      ><span class="value">${node.kind === 'object' ? '}' : ']'}</span>${comma ? ',' : ''}
    </div>`;
  }

  /** The outermost value is open, the others are closed, until somebody says otherwise. */
  private isOpen(path: string, level: number): boolean {
    return (level === 1) !== this.toggled.has(path);
  }

  private toggle(path: string): void {
    // Dragging over text to select it is no click.
    if (window.getSelection()?.type === 'Range') return;
    if (!this.toggled.delete(path)) this.toggled.add(path);
    this.requestUpdate();
  }

  private showMore(path: string): void {
    this.pages.set(path, (this.pages.get(path) ?? 1) + 1);
    this.requestUpdate();
  }

  private emitCopy(node: TreeNode): void {
    const text = isContainer(node.kind) ? treeText(node) : node.fullText();
    this.dispatchEvent(new CustomEvent('copy-text', { bubbles: true, detail: text }));
  }

  private pressed(event: KeyboardEvent): void {
    const items = [...this.querySelectorAll<HTMLElement>('[role=treeitem]')];
    const at = items.indexOf(event.target as HTMLElement);
    const item = items[at];
    if (!item) return;
    const expanded = item.getAttribute('aria-expanded');
    const path = item.dataset['path'] ?? '';
    if (event.key === 'ArrowDown') items[at + 1]?.focus();
    else if (event.key === 'ArrowUp') items[at - 1]?.focus();
    else if (event.key === 'ArrowRight' && expanded === 'false') this.toggle(path);
    else if (event.key === 'ArrowLeft' && expanded === 'true') this.toggle(path);
    else if (event.key === 'Enter' && expanded !== null) this.toggle(path);
    else if (
      event.key === 'c' &&
      (event.ctrlKey || event.metaKey) &&
      window.getSelection()?.type !== 'Range'
    ) {
      item.dispatchEvent(new CustomEvent('copy-node'));
    } else return;
    event.preventDefault();
  }
}

function indent(level: number): string {
  return '\u00a0\u00a0'.repeat(level - 1);
}

function keyOf(node: TreeNode) {
  if (!node.key) return nothing;
  const { kind, text } = node.key;
  if (kind === 'index') return html`<span class="index">${text}</span>: `;
  return html`<span class="key">${kind === 'string' ? `"${text}"` : text}</span>: `;
}

customElements.define('tree-view', TreeView);
