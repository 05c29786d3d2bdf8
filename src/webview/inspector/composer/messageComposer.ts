import { html, nothing } from 'lit';
import { type ErrorInfo, errorInfoOf } from '../../../base/workbenchError';
import { traitsOf } from '../../../model/socketType';
import {
  type ComposerDraft,
  type ComposerFrame,
  inspectorChooseFile,
  inspectorResend,
  inspectorSend,
  inspectorStartRepeat,
  inspectorStopRepeat,
} from '../../../protocol/inspector';
import type { SendResult, SessionSnapshot } from '../../../protocol/session';
import { PageElement } from '../pageElement';
import { actionButton, fixButton } from '../page/errorActions';
import { openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import {
  addressesPeers,
  draftOf,
  emptyFrame,
  faultOf,
  hasDelimiter,
  mayNeedDelimiter,
  newDraft,
  summaryOf,
  withDelimiter,
} from './composerDraft';
import { frameEditor } from './frameEditor';
import { peerField } from './peerField';
import { repeatFields } from './repeatControl';
import { sendOutcome } from './sendOutcome';
import { turnLine } from './turnLine';

const templates = ['{{seq}}', '{{now}}', '{{now ms}}', '{{uuid}}', '{{random 1 100}}'] as const;

/** Writes and sends messages, once or at a rate. */
export class MessageComposer extends PageElement {
  static override properties = {
    ...PageElement.properties,
    repeating: { state: true },
    failure: { state: true },
    sentRow: { state: true },
  };
  declare repeating: boolean;
  declare failure: ErrorInfo | undefined;
  declare sentRow: number | undefined;
  private sending = Promise.resolve();
  /** Where a template goes. */
  private lastField: EventTarget | null = null;

  constructor() {
    super();
    this.repeating = false;
  }

  protected override connected(): void {
    const { state, session, history } = this.inspector;
    this.classList.add('composer');
    this.setAttribute('role', 'form');
    this.setAttribute('aria-label', 'Send a message');
    this.watch(state.onDidChange, session.onDidChange, history.onDidChange);
    this.addEventListener('keydown', this.pressed);
    this.addEventListener('focusin', this.focused);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.pressed);
    this.removeEventListener('focusin', this.focused);
  }

  focusEditor(): void {
    this.querySelector('textarea')?.focus();
  }

  /** Sends the selected message once more, as it is: the engine has its bytes, however many. */
  async sendCaptured(): Promise<void> {
    const { host, state } = this.inspector;
    const { selectedRow: row } = state.value;
    if (row === undefined) return;
    this.sending = this.sending.then(() =>
      this.attempt(async () => this.wasSent(await host.request(inspectorResend, { row }))),
    );
    await this.sending;
  }

  /** Takes the selected message into the composer. */
  async editCaptured(): Promise<void> {
    await this.attempt(async () => {
      const draft = await this.capturedDraft();
      if (!draft) return;
      this.save(draft);
      await this.updateComplete;
      this.querySelector<HTMLElement>('.frame-editor:last-of-type textarea')?.focus();
    });
  }

  protected override render() {
    const { session, formats } = this.inspector;
    const { value: snapshot } = session;
    const { type } = snapshot.definition;
    const { draft } = this;
    const fault = faultOf(draft, type);
    const reveal = (row: number) =>
      this.dispatchEvent(new CustomEvent('reveal-row', { bubbles: true, detail: row }));
    const { inspector, sentRow } = this;
    const outcome = sendOutcome({ inspector, draft, fault, sentRow, reveal });
    return html`<div class="composer-head">
        <b>${type === 'REP' ? 'Reply' : 'Send'}</b>
        ${turnLine(snapshot, formats, reveal) ?? nothing}
        <span class="grow"></span>
        ${toolButton({
          label: '+ Frame',
          title: 'Add a frame',
          class: 'boxed',
          disabled: traitsOf(type).singleFrame && draft.frames.length > 0,
          run: () => this.save({ ...draft, frames: [...draft.frames, emptyFrame] }),
        })}
        ${toolButton({
          label: '{{ }}',
          title: 'Insert a template',
          class: 'boxed',
          run: (anchor) =>
            openMenu(anchor, () => templates.map((label) => ({ label, run: () => this.insert(label) }))),
        })}
        ${this.historyButton()}
      </div>
      ${
        addressesPeers(type)
          ? peerField(draft, snapshot.peers, (routingId) => this.save({ ...draft, routingId }))
          : nothing
      }
      <div class="frame-editors">${draft.frames.map((frame, index) => this.editor(frame, index))}</div>
      ${mayNeedDelimiter(type) ? this.delimiterToggle() : nothing}
      <div class="composer-foot">
        ${type === 'REP' ? nothing : this.repeatToggle()}<span class="grow"></span
        >${outcome}${this.sendButton(snapshot, fault)}
      </div>
      ${
        this.failure
          ? html`<div class="message error" role="alert">
              <span class="message-text">${this.failure.message}</span>
              ${fixButton(this.inspector, this.failure.action) ?? nothing}
              ${toolButton({ icon: 'close', title: 'Dismiss', run: () => (this.failure = undefined) })}
            </div>`
          : nothing
      }`;
  }

  private get draft(): ComposerDraft {
    const { state, session } = this.inspector;
    return state.value.draft ?? newDraft(session.value.definition.type);
  }

  private save(draft: ComposerDraft): void {
    this.inspector.state.update({ draft });
  }

  private editor(frame: ComposerFrame, index: number) {
    const { draft } = this;
    const { frames } = draft;
    const replace = (changed: readonly ComposerFrame[]) => this.save({ ...draft, frames: changed });
    return frameEditor({
      frame,
      index,
      count: frames.length,
      formats: this.inspector.formats,
      isDelimiter:
        index === 0 && mayNeedDelimiter(this.inspector.session.value.definition.type) && hasDelimiter(draft),
      change: (changed) => replace(frames.with(index, changed)),
      move: (by) => {
        const other = frames[index + by];
        if (other) replace(frames.with(index, other).with(index + by, frame));
      },
      remove: () => replace(frames.toSpliced(index, 1)),
      select: ({ from, to }) => {
        const field = this.querySelector<HTMLTextAreaElement>(`textarea[data-frame="${index}"]`);
        field?.focus();
        field?.setSelectionRange(from, to);
      },
      chooseFile: () =>
        void this.attempt(async () => {
          const path = await this.inspector.host.request(inspectorChooseFile, undefined);
          if (path !== null)
            this.save({
              ...this.draft,
              frames: this.draft.frames.with(index, { kind: 'file', value: path }),
            });
        }),
    });
  }

  private delimiterToggle() {
    const { draft } = this;
    const { type } = this.inspector.session.value.definition;
    const partner = type === 'DEALER' ? 'REP' : 'REQ';
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${hasDelimiter(draft)}
        @change=${(event: Event) =>
          this.save(withDelimiter(this.draft, (event.target as HTMLInputElement).checked))}
      />
      Empty delimiter in front, as ${partner} peers expect
    </label>`;
  }

  private historyButton() {
    const { history } = this.inspector;
    if (history.value.length === 0) return nothing;
    return toolButton({
      icon: 'history',
      title: 'Sent before',
      class: 'boxed',
      run: (anchor) =>
        openMenu(anchor, () =>
          history.value.map((draft) => ({ label: summaryOf(draft), run: () => this.save(draft) })),
        ),
    });
  }

  private repeatToggle() {
    const { draft } = this;
    return html`<label class="check">
        <input
          type="checkbox"
          .checked=${this.repeating}
          @change=${(event: Event) => (this.repeating = (event.target as HTMLInputElement).checked)}
        />
        Repeat
      </label>
      ${this.repeating ? repeatFields(draft, (pace) => this.save({ ...draft, ...pace })) : nothing}`;
  }

  private sendButton(session: SessionSnapshot, fault: string | undefined) {
    if (session.repeat?.running) return actionButton('Stop', () => void this.stop());
    const obstacle = this.obstacle(session) ?? fault;
    const label = this.repeating ? 'Start' : session.definition.type === 'REP' ? 'Reply' : 'Send';
    return html`<vscode-button
      ?disabled=${obstacle !== undefined}
      aria-disabled=${String(obstacle !== undefined)}
      title=${obstacle ?? `${label} (Ctrl+Enter)`}
      @click=${() => void this.send()}
      >${label} <span class="key-hint" aria-hidden="true">⌃⏎</span></vscode-button
    >`;
  }

  private obstacle(session: SessionSnapshot): string | undefined {
    if (session.state !== 'open') return 'Open the session to send.';
    if (session.turn === 'receive') {
      return session.definition.type === 'REP'
        ? 'A REP socket answers: wait for a request.'
        : 'A REQ socket waits for the reply before it sends again.';
    }
    return undefined;
  }

  /** What was asked for while a message is on its way goes after it, as it was then. */
  private send(): Promise<void> {
    const { draft, repeating } = this;
    this.sending = this.sending.then(async () => {
      const { value: session } = this.inspector.session;
      if (session.repeat?.running || this.obstacle(session) || faultOf(draft, session.definition.type))
        return;
      await this.attempt(() => (repeating ? this.repeat(draft) : this.deliver(draft)));
    });
    return this.sending;
  }

  private async repeat(draft: ComposerDraft): Promise<void> {
    await this.inspector.host.request(inspectorStartRepeat, draft);
    this.sentRow = undefined;
  }

  private async deliver(draft: ComposerDraft): Promise<void> {
    this.wasSent(await this.inspector.host.request(inspectorSend, draft));
  }

  private wasSent({ row }: SendResult): void {
    this.sentRow = row;
    this.inspector.say('Sent');
  }

  private async stop(): Promise<void> {
    await this.attempt(async () => {
      await this.inspector.host.request(inspectorStopRepeat, undefined);
    });
  }

  private async capturedDraft(): Promise<ComposerDraft | undefined> {
    const { state, message, session } = this.inspector;
    const { selectedRow } = state.value;
    if (selectedRow === undefined) return undefined;
    const frames = await message.wholeFrames(selectedRow);
    return draftOf(session.value.definition.type, frames, this.draft);
  }

  /** Failures of sending show here, where the work is. */
  private async attempt(action: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await action();
    } catch (error) {
      this.failure = errorInfoOf(error);
    }
  }

  private insert(template: string): void {
    const { draft } = this;
    const fields = [...this.querySelectorAll('textarea')];
    const field = fields.find((candidate) => candidate === this.lastField) ?? fields.at(-1);
    if (!field) return;
    field.setRangeText(template, field.selectionStart, field.selectionEnd, 'end');
    const index = Number(field.dataset['frame']);
    const frame = draft.frames[index];
    if (frame) this.save({ ...draft, frames: draft.frames.with(index, { ...frame, value: field.value }) });
    field.focus();
  }

  private readonly focused = (event: FocusEvent) => {
    if (event.target instanceof HTMLTextAreaElement) this.lastField = event.target;
  };

  private readonly pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // A key held down is one wish.
    if (!event.repeat) void this.send();
  };
}

customElements.define('message-composer', MessageComposer);
