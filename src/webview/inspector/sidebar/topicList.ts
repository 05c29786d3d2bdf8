import { type TemplateResult, html, nothing } from 'lit';
import { addressesPeers } from '../composer/composerDraft';
import { hasTopicTerm, toggleTopicTerm } from '../filter/topicTerm';
import { PageElement } from '../pageElement';
import { splitLabel } from './splitLabel';
import { type TopicNode, buildTopicTree, sharedPrefix } from './topicTree';

/** With more topics than this there is a box to find one. */
const findableFrom = 12;
/** Groups start closed with more topics than this. */
const openGroupsUpTo = 60;
const mostRows = 400;

interface Row {
  readonly node: TopicNode;
  readonly level: number;
  readonly open: boolean;
  /** Characters of the label that the group above shows already. */
  readonly shared: number;
}

/** The topics with their rates, as a tree where they have parts. A click filters by one. */
export class TopicList extends PageElement {
  static override properties = {
    ...PageElement.properties,
    sought: { state: true },
    current: { state: true },
  };
  declare sought: string;
  /** The term of the row that the keyboard is on. */
  declare current: string;
  private readonly toggled = new Set<string>();

  constructor() {
    super();
    this.sought = '';
    this.current = '';
  }

  protected override connected(): void {
    const { facts, state } = this.inspector;
    this.classList.add('side-part');
    this.watch(facts.topics.onDidChange, state.onDidChange);
  }

  protected override render() {
    if (!this.inspector.hasTopics) return nothing;
    const { topics, total, otherCount } = this.inspector.facts.topics.value;
    const sought = this.sought.toLowerCase();
    const found = sought ? topics.filter(({ topic }) => topic.toLowerCase().includes(sought)) : topics;
    const rows = this.rowsOf(buildTopicTree(found), topics.length <= openGroupsUpTo || sought !== '');
    const { formats } = this.inspector;
    const hiddenTopics = total - topics.length;
    return html`<div class="side-head">
        <span role="heading" aria-level="2">${this.heading()}</span
        ><span class="side-unit">${this.isRecording ? 'messages' : 'msg/s'}</span>
      </div>
      ${
        topics.length > findableFrom
          ? html`<input
              class="side-find"
              type="text"
              placeholder="Find in ${formats.count(topics.length)}"
              aria-label="Find a topic"
              spellcheck="false"
              .value=${this.sought}
              @input=${(event: Event) => (this.sought = (event.target as HTMLInputElement).value)}
            />`
          : nothing
      }
      ${topics.length === 0 ? html`<div class="side-empty">${this.isRecording ? 'None' : 'None yet'}</div>` : nothing}
      <div
        role="tree"
        aria-label=${this.heading()}
        ?hidden=${rows.length === 0}
        @keydown=${(event: KeyboardEvent) => this.pressed(event, rows)}
      >
        ${rows.slice(0, mostRows).map((row, index) => this.row(row, index))}
      </div>
      ${
        rows.length > mostRows
          ? html`<div class="side-empty">
              ${formats.count(rows.length - mostRows)} more: use the box above
            </div>`
          : nothing
      }
      ${
        hiddenTopics > 0 || otherCount > 0
          ? html`<div class="side-empty">and others with ${formats.counted(otherCount, 'message')}</div>`
          : nothing
      }`;
  }

  /** Of a file, in which nothing comes any more, counts tell more than rates. */
  private get isRecording(): boolean {
    return this.inspector.recording.value !== undefined;
  }

  private heading(): string {
    const { recording, session } = this.inspector;
    if (recording.value && !recording.value.definition) return 'Channels';
    const { type } = session.value.definition;
    return addressesPeers(type) ? 'Routing ids' : 'Topics';
  }

  private rowsOf(nodes: readonly TopicNode[], openByDefault: boolean, level = 1, group?: TopicNode): Row[] {
    return nodes.flatMap((node) => {
      const open = node.children.length > 0 && this.toggled.has(node.term) !== openByDefault;
      const below = open ? this.rowsOf(node.children, openByDefault, level + 1, node) : [];
      return [{ node, level, open, shared: group ? sharedPrefix(group, node) : 0 }, ...below];
    });
  }

  private row({ node, level, open, shared }: Row, index: number): TemplateResult {
    const { formats, state } = this.inspector;
    const selected = hasTopicTerm(state.value.filter, node.term);
    const isGroup = node.children.length > 0;
    const focusable = this.current === node.term || (this.current === '' && index === 0);
    const title = `${node.label}: ${formats.counted(node.count, 'message')}, ${formats.rate(node.perSecond)} a second`;
    return html`<div
      class="side-row ${selected ? 'selected' : ''} ${node.perSecond === 0 && !this.isRecording ? 'idle' : ''}"
      role="treeitem"
      data-level=${level}
      data-term=${node.term}
      tabindex=${focusable ? 0 : -1}
      aria-level=${level}
      aria-expanded=${isGroup ? String(open) : nothing}
      aria-selected=${String(selected)}
      title=${title}
      @click=${() => this.choose(node)}
    >
      ${
        isGroup
          ? html`<span
              class="twistie codicon codicon-chevron-${open ? 'down' : 'right'}"
              aria-hidden="true"
              @click=${(event: Event) => {
                event.stopPropagation();
                this.toggle(node);
              }}
            ></span>`
          : html`<span class="twistie" aria-hidden="true"></span>`
      }
      ${
        shared > 0
          ? splitLabel(node.label.slice(0, shared), node.label.slice(shared))
          : html`<bdi class="side-label">${node.label}</bdi>`
      }
      <span class="side-value"
        >${this.isRecording ? formats.count(node.count) : formats.rate(node.perSecond)}</span
      >
    </div>`;
  }

  private choose(node: TopicNode): void {
    this.current = node.term;
    const { state } = this.inspector;
    void this.inspector.setFilter({ filter: toggleTopicTerm(state.value.filter, node.term), regex: false });
  }

  private toggle(node: TopicNode): void {
    if (!this.toggled.delete(node.term)) this.toggled.add(node.term);
    this.requestUpdate();
  }

  private pressed(event: KeyboardEvent, rows: readonly Row[]): void {
    const term = event.target instanceof HTMLElement ? event.target.dataset['term'] : undefined;
    const at = rows.findIndex(({ node }) => node.term === term);
    const row = rows[at];
    if (!row) return;
    switch (event.key) {
      case 'ArrowDown':
        this.focusRow(rows[at + 1]);
        break;
      case 'ArrowUp':
        this.focusRow(rows[at - 1]);
        break;
      case 'Home':
        this.focusRow(rows[0]);
        break;
      case 'End':
        this.focusRow(rows.at(-1));
        break;
      case 'ArrowRight':
        if (row.node.children.length > 0 && !row.open) this.toggle(row.node);
        else if (row.open) this.focusRow(rows[at + 1]);
        break;
      case 'ArrowLeft':
        if (row.open) this.toggle(row.node);
        else this.focusRow(rows.slice(0, at).findLast(({ level }) => level < row.level));
        break;
      case 'Enter':
      case ' ':
        this.choose(row.node);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private focusRow(row: Row | undefined): void {
    if (!row) return;
    this.current = row.node.term;
    void this.updateComplete.then(() => {
      const rows = [...this.querySelectorAll<HTMLElement>('[role=treeitem]')];
      rows.find((element) => element.dataset['term'] === row.node.term)?.focus();
    });
  }
}

customElements.define('topic-list', TopicList);
