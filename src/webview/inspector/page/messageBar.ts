import { html, nothing } from 'lit';
import type { ErrorInfo } from '../../../base/workbenchError';
import type { RecordingSummary } from '../../../protocol/recording';
import { PageElement } from '../pageElement';
import { actionButton, fixButton, isUntrusted, trustButton } from './errorActions';
import { toolButton } from './toolButton';

/** Under the tool bars: that the engine is down, and the newest failure, each with what can be done about it. */
export class MessageBar extends PageElement {
  static override properties = { ...PageElement.properties, readLoss: { state: true } };
  /** The reason for lost messages that was dismissed. */
  declare readLoss: string | undefined;

  protected override connected(): void {
    const { problem, note, health, view, recording } = this.inspector;
    this.watch(
      problem.onDidChange,
      note.onDidChange,
      health.onDidChange,
      view.onDidChange,
      recording.onDidChange,
    );
  }

  protected override render() {
    return html`${this.recordingMessage()}${this.damageMessage()}${this.engineMessage()}${this.lossMessage()}${this.problemMessage()}${this.noteMessage()}`;
  }

  /** A file that is not whole says so, and ours can be repaired. */
  private recordingMessage() {
    const { inspector } = this;
    const { value: recording } = inspector.recording;
    if (!recording || recording.soundness.isComplete) return nothing;
    if (recording.soundness.isBeingWritten) {
      return html`<div class="message info" role="status">
        <span class="codicon codicon-record" aria-hidden="true"></span>
        <span class="message-text"
          >This recording is still being written. What was in the file when it was opened shows here, and all
          of it when the recording has stopped.</span
        >
      </div>`;
    }
    const repair = () => void inspector.run('zeromq.recording.repair');
    return html`<div class="message info" role="status">
      <span class="codicon codicon-warning" aria-hidden="true"></span>
      <span class="message-text"
        >${recording.soundness.problem} What is sound shows here${this.soundPart(recording)}.</span
      >
      ${recording.definition ? actionButton('Repair', repair, true) : nothing}
    </div>`;
  }

  /** A file whose end is well may be damaged before it. */
  private damageMessage() {
    const { recording, view, formats } = this.inspector;
    const { lost = 0, lostReason } = view.status?.ledger ?? {};
    // What something can be done about shows as a failure.
    if (!recording.value || lost === 0 || lostReason?.action) return nothing;
    return html`<div class="message info" role="status">
      <span class="codicon codicon-warning" aria-hidden="true"></span>
      <span class="message-text"
        >${formats.counted(lost, 'message')} of this file cannot be read; all others show here.
        ${lostReason?.message}</span
      >
    </div>`;
  }

  private soundPart({ soundness: { goodBytes, totalBytes } }: RecordingSummary): string {
    const { formats } = this.inspector;
    return goodBytes === totalBytes
      ? ''
      : `: the first ${formats.count(goodBytes)} of ${formats.count(totalBytes)} bytes`;
  }

  /** Where rows are on screen; an empty grid says it large. */
  private engineMessage() {
    const { inspector } = this;
    const { health, view } = inspector;
    const { state, error } = health.value;
    if (state === 'running' || (view.status?.count ?? 0) === 0) return nothing;
    if (state !== 'stopped') {
      return html`<div class="message info" role="status">
        <span class="codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
        <span class="message-text">The engine is restarting. What is on screen stays until it is back.</span>
      </div>`;
    }
    const restart = () => void inspector.run('zeromq.engine.restart');
    const text = error?.message ?? 'The engine has stopped. Restart it to go on.';
    return html`<div class="message error" role="alert">
      <span class="codicon codicon-error" aria-hidden="true"></span>
      <span class="message-text">${text}</span>
      ${
        isUntrusted(error)
          ? trustButton(inspector)
          : html`${actionButton('Restart Engine', restart)}${fixButton(inspector, 'showLog')}`
      }
    </div>`;
  }

  /** Messages are being dropped and something can be done about it; the status line counts them. */
  private lossMessage() {
    const { lost = 0, lostReason } = this.inspector.view.status?.ledger ?? {};
    if (lost === 0 || !lostReason?.action || lostReason.message === this.readLoss) return nothing;
    return this.failure(lostReason, () => (this.readLoss = lostReason.message));
  }

  private problemMessage() {
    const { problem } = this.inspector;
    return problem.value ? this.failure(problem.value, () => (problem.value = undefined)) : nothing;
  }

  private noteMessage() {
    const { note } = this.inspector;
    if (!note.value) return nothing;
    const { text, action } = note.value;
    return html`<div class="message info" role="status">
      <span class="codicon codicon-info" aria-hidden="true"></span>
      <span class="message-text">${text}</span>
      ${action ? actionButton(action.label, action.run, true) : nothing}
      ${toolButton({ icon: 'close', title: 'Dismiss', run: () => (note.value = undefined) })}
    </div>`;
  }

  private failure(error: ErrorInfo, dismiss: () => void) {
    return html`<div class="message error" role="alert">
      <span class="codicon codicon-error" aria-hidden="true"></span>
      <span class="message-text">${error.message}</span>
      ${isUntrusted(error) ? trustButton(this.inspector) : (fixButton(this.inspector, error.action) ?? nothing)}
      ${toolButton({ icon: 'close', title: 'Dismiss', run: dismiss })}
    </div>`;
  }
}

customElements.define('message-bar', MessageBar);
