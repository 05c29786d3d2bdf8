import { html, nothing } from 'lit';
import type { ViewStatus } from '../../../protocol/capture';
import type { RecordingSummary } from '../../../protocol/recording';
import { durationText } from '../formats';
import { PageElement } from '../pageElement';

/** The line at the bottom: the ledger, the rates, the buffer, and whether the newest is followed. */
export class StatusLine extends PageElement {
  protected override connected(): void {
    const { state, view, truncatedFrames, session, selectedRows } = this.inspector;
    this.setAttribute('aria-label', 'Capture');
    this.setAttribute('role', 'group');
    this.watch(state.onDidChange, view.onDidChange, truncatedFrames.onDidChange, session.onDidChange);
    this.watch(selectedRows.count.onDidChange);
  }

  protected override render() {
    const { status } = this.inspector.view;
    return html`<div class="ledger">${status ? this.ledger(status) : nothing}</div>
      ${this.inspector.recording.value ? nothing : this.followButton()}`;
  }

  private ledger(status: ViewStatus) {
    const { formats, view, truncatedFrames, state, recording, selectedRows } = this.inspector;
    const { value: selected } = selectedRows.count;
    const { ledger } = status;
    const truncated = truncatedFrames.value;
    const held = state.value.frozen ? ledger.received + ledger.sent - status.endRow : 0;
    return html`<span title=${this.ledgerText(status)}
        >${formats.counted(ledger.received + ledger.sent, 'message')}</span
      >
      <span title="Messages that can be read from ${recording.value ? 'the file' : 'the buffer'}"
        >${formats.count(ledger.kept)} kept</span
      >
      ${selected === undefined ? nothing : html`<span class="note">${formats.counted(selected, 'row')} selected</span>`}
      ${recording.value ? this.fileFacts(recording.value, status) : this.livePace(status)}
      ${ledger.cleared > 0 ? html`<span>${formats.count(ledger.cleared)} cleared</span>` : nothing}
      ${recording.value ? nothing : this.buffer(status)}
      ${view.isFiltered ? html`<span class="note">${this.hiddenText(status.hidden)}</span>` : nothing}
      ${
        truncated > 0
          ? html`<span class="note" title="The frame on screen shows only its start"
              >${formats.count(truncated)} truncated for display</span
            >`
          : nothing
      }
      ${held > 0 ? html`<span class="note">paused, ${formats.count(held)} newer</span>` : nothing}`;
  }

  private hiddenText(hidden: number): string {
    const { view, formats } = this.inspector;
    const count = formats.count(hidden);
    if (!view.hidesByText) return `${count} outside the time range`;
    return view.hidesByTime ? `${count} hidden by filter and time range` : `${count} hidden by filter`;
  }

  private livePace(status: ViewStatus) {
    const { formats } = this.inspector;
    const { ledger } = status;
    return html`<span class="pace" title="Received and sent over the last second"
        >${formats.rate(status.messagesPerSecond)} msg/s</span
      >
      <span class="pace">${formats.bytes(status.bytesPerSecond)}/s</span>
      <span
        class=${ledger.lost > 0 ? 'bad' : 'good'}
        title=${ledger.lostReason?.message ?? 'Messages that could not be stored'}
        >${formats.count(ledger.lost)} lost</span
      >
      <span title="Oldest messages dropped to stay within the buffer"
        >${formats.count(ledger.evicted)} evicted</span
      >`;
  }

  private buffer({ ledger }: ViewStatus) {
    const { formats } = this.inspector;
    return html`<span class="pace" title="What the kept messages take, and the most they may take"
      >buffer ${formats.bytes(ledger.bufferBytes)} of ${formats.bytes(ledger.bufferLimit)}</span
    >`;
  }

  private fileFacts({ bytes }: RecordingSummary, { ledger, firstTimeMs, lastTimeMs }: ViewStatus) {
    const { formats } = this.inspector;
    return html`<span title="From the first message to the last"
        >${durationText(lastTimeMs - firstTimeMs)}</span
      >
      <span title="Size of the file">${formats.bytes(bytes)}</span>
      ${
        ledger.lost > 0
          ? html`<span class="bad" title=${ledger.lostReason?.message ?? ''}
              >${formats.count(ledger.lost)} damaged</span
            >`
          : nothing
      }
      ${
        ledger.leftOut
          ? html`<span
              class="note"
              title="The session had them between these messages: they were missed while recording, or not chosen when this file was saved"
              >${formats.count(ledger.leftOut)} not in this file</span
            >`
          : nothing
      }`;
  }

  /** The whole sum, as a tooltip. */
  private ledgerText(status: ViewStatus): string {
    const n = (value: number) => this.inspector.formats.count(value);
    const { received, sent, kept, evicted, cleared, lost } = status.ledger;
    const gone = this.inspector.recording.value
      ? `${n(lost)} damaged`
      : `${n(evicted)} evicted + ${n(cleared)} cleared + ${n(lost)} lost`;
    return `${n(received)} received + ${n(sent)} sent = ${n(kept)} kept + ${gone}`;
  }

  private followButton() {
    const { follow } = this.inspector.state.value;
    const toggle = () => this.inspector.setFollow(!follow);
    return html`<button
      type="button"
      class="follow ${follow ? 'on' : ''}"
      aria-pressed=${String(follow)}
      title=${follow ? 'New messages scroll into view' : 'Scroll to the newest message and stay there (End)'}
      @click=${toggle}
    >
      ${follow ? 'Following newest' : 'Follow newest'}
      <span class="codicon codicon-arrow-down" aria-hidden="true"></span>
    </button>`;
  }
}

customElements.define('status-line', StatusLine);
