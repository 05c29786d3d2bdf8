import { html, nothing } from 'lit';
import { type SocketType, traitsOf } from '../../../model/socketType';
import type { ColumnState, TimeMode } from '../../../protocol/inspector';
import type { RecordingSummary } from '../../../protocol/recording';
import type { SessionSnapshot } from '../../../protocol/session';
import { columnTraits, defaultColumns } from '../grid/gridColumns';
import { clockText } from '../formats';
import { PageElement } from '../pageElement';
import { type MenuItem, openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import { replayTool } from '../replay/replayTool';
import { sessionHealth } from './sessionHealth';
import { sessionMenu } from './sessionMenu';

const timeModes: readonly { readonly mode: TimeMode; readonly detail: string }[] = [
  { mode: 'absolute', detail: 'time of day' },
  { mode: 'relative', detail: 'since the first message' },
  { mode: 'delta', detail: 'since the row above' },
];

/** The tool bar at the top: which session, and what is done with its messages. */
export class HeaderBar extends PageElement {
  static override properties = { ...PageElement.properties, sidebarShown: { attribute: false } };
  /** The page decides, by its width too; `toggle-sidebar` asks it for the other. */
  declare sidebarShown: boolean;

  constructor() {
    super();
    this.sidebarShown = true;
  }

  protected override connected(): void {
    const { state, session, view, recording, recordingNow, replay } = this.inspector;
    this.setAttribute('role', 'toolbar');
    this.setAttribute('aria-label', 'Inspector');
    this.watch(state.onDidChange, session.onDidChange, view.onDidChange);
    this.watch(recording.onDidChange, recordingNow.onDidChange, replay.onDidChange);
  }

  protected override render() {
    const { inspector } = this;
    const { sidebarShown } = this;
    const { timeMode, detailsVisible } = inspector.state.value;
    return html`${inspector.recording.value ? this.recordingTools(inspector.recording.value) : this.liveTools()}
      <span class="grow"></span>
      ${toolButton({
        icon: 'history',
        label: `Time: ${timeMode}`,
        title: 'How times show',
        menu: true,
        run: (anchor) => openMenu(anchor, () => this.timeItems()),
      })}
      ${toolButton({
        icon: 'split-horizontal',
        label: 'Columns',
        title: 'Which columns show',
        menu: true,
        run: (anchor) => openMenu(anchor, () => this.columnItems()),
      })}
      ${toolButton({
        icon: 'layout-sidebar-left',
        title: sidebarShown ? 'Hide topics, peers and events' : 'Show topics, peers and events',
        class: sidebarShown ? 'on' : '',
        run: () => this.dispatchEvent(new CustomEvent('toggle-sidebar', { bubbles: true })),
      })}
      ${toolButton({
        icon: 'layout-sidebar-right',
        label: 'Details',
        title: detailsVisible ? 'Hide the details' : 'Show the details',
        pressed: detailsVisible,
        run: () => inspector.state.update({ detailsVisible: !detailsVisible }),
      })}`;
  }

  /** Which session, and what holds and drops its messages. */
  private liveTools() {
    const { inspector } = this;
    const { frozen } = inspector.state.value;
    return html`${this.sessionButton()}
    ${toolButton({
      icon: frozen ? 'debug-continue' : 'debug-pause',
      label: frozen ? 'Resume' : 'Pause',
      title: frozen ? 'Show what arrived meanwhile and go on' : 'Hold the grid still; the capture goes on',
      class: frozen ? 'on' : '',
      run: () => void inspector.setFrozen(!frozen),
    })}
    ${toolButton({
      icon: 'clear-all',
      label: 'Clear',
      title: 'Drop what was captured',
      disabled: (inspector.view.status?.ledger.kept ?? 0) === 0,
      run: () => void inspector.clear(),
    })}
    ${this.recordTool()} ${replayTool(inspector)}`;
  }

  /** Starts and stops recording, and says how far it has come. */
  private recordTool() {
    const { inspector } = this;
    const { value: running } = inspector.recordingNow;
    if (!running) {
      return toolButton({
        icon: 'record',
        label: 'Record',
        title: 'Record what comes from now on to an MCAP file',
        disabled: inspector.session.value.state !== 'open',
        run: () => void inspector.run('zeromq.recording.start'),
      });
    }
    const { formats } = inspector;
    const missed = running.missed > 0 ? ` · ${formats.count(running.missed)} missed` : '';
    return toolButton({
      icon: 'debug-stop',
      label: `${clockText(running.durationMs)} · ${formats.bytes(running.bytes)}${missed}`,
      title: `Stop recording to ${running.file}`,
      class: 'recording',
      run: () => void inspector.run('zeromq.recording.stop'),
    });
  }

  private recordingTools(recording: RecordingSummary) {
    const { inspector } = this;
    return html`${this.recordingLabel(recording)}
    ${toolButton({
      icon: 'export',
      label: 'Export',
      title: 'Export messages as JSON Lines, CSV or files',
      disabled: (inspector.view.status?.ledger.kept ?? 0) === 0,
      run: () => void inspector.run('zeromq.recording.export'),
    })}`;
  }

  private recordingLabel({ file, definition }: RecordingSummary) {
    const { label, session } = this.inspector;
    return html`<span class="recording-name" title=${file}>
        <span class="codicon codicon-file-media" aria-hidden="true"></span>
        <bdi class="session-label">${label}</bdi>
        ${definition ? html`<span class="session-state">${sessionLabel(session.value)}</span>` : nothing}
      </span>
      ${replayTool(this.inspector)}`;
  }

  private sessionButton() {
    const { session, label } = this.inspector;
    const health = sessionHealth(session.value);
    return html`<button
      type="button"
      class="session"
      title=${`${label}: ${health.text}`}
      aria-haspopup="menu"
      @click=${(event: Event) =>
        openMenu(event.currentTarget as HTMLElement, () => sessionMenu(this.inspector))}
    >
      <span class="dot ${health.severity}" aria-hidden="true"></span>
      <bdi class="session-label">${sessionLabel(session.value)}</bdi>
      ${
        session.value.state === 'open'
          ? ''
          : html`<span class="session-state ${health.severity}">${health.text}</span>`
      }
      <span class="codicon codicon-chevron-down" aria-hidden="true"></span>
    </button>`;
  }

  private timeItems(): MenuItem[] {
    const { state } = this.inspector;
    return timeModes.map(({ mode, detail }) => ({
      label: mode[0]!.toUpperCase() + mode.slice(1),
      detail,
      check: { on: state.value.timeMode === mode, choice: true },
      run: () => state.update({ timeMode: mode }),
    }));
  }

  private columnItems(): MenuItem[] {
    const { state } = this.inspector;
    const { columns } = state.value;
    const toggled = (id: ColumnState['id']) =>
      columns.map((column) => (column.id === id ? { ...column, visible: !column.visible } : column));
    const { hasTopics } = this.inspector;
    const offered = columns.filter(({ id }) => hasTopics || id !== 'topic');
    const items = offered.map(({ id, visible }) => ({
      label: columnTraits[id].name,
      check: { on: visible, choice: false },
      keepsOpen: true,
      run: () => {
        // The last one stays, or there would be no header left to bring the others back.
        if (toggled(id).some((column) => column.visible))
          state.update({ columns: toggled(id), columnsChosen: true });
      },
    }));
    return [
      ...items,
      {
        label: 'Reset Columns',
        separated: true,
        run: () => state.update({ columns: defaultColumns, columnsChosen: false }),
      },
    ];
  }
}

/** `SUB ⇠ tcp://localhost:5556`, or the name that the session was given. */
function sessionLabel({ definition, endpoints }: SessionSnapshot): string {
  const address = endpoints[0]?.resolved ?? definition.endpoints[0]?.address;
  const more = definition.endpoints.length > 1 ? ` +${definition.endpoints.length - 1}` : '';
  const where = address ? `${definition.type} ${arrow(definition.type)} ${address}${more}` : definition.type;
  return definition.name ? `${definition.name} · ${where}` : where;
}

function arrow(type: SocketType): string {
  const { canSend, canReceive } = traitsOf(type);
  if (canSend && canReceive) return '⇄';
  return canSend ? '⇢' : '⇠';
}

customElements.define('header-bar', HeaderBar);
