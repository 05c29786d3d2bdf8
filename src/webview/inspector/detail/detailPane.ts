import { html, nothing } from 'lit';
import {
  type DecodedFrame,
  type DecoderKind,
  decoderKinds,
  decoderNames,
} from '../../../model/decoders/decodedFrame';
import type { DecodedRaw } from '../../../model/decoders/decodeRaw';
import type { DecodedText } from '../../../model/decoders/decodeText';
import { decodeFrame } from '../../../model/decoders/decodeFrame';
import { diffTree } from '../../../model/decoders/diffTree';
import type { FrameData } from '../../../protocol/capture';
import { PageElement } from '../pageElement';
import { fixButton } from '../page/errorActions';
import { openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import { ByteMarks } from './byteMarks';
import { decoderFor, decoderTitle, isPinnable, topicKey } from './decoderChoice';
import { detailHead } from './detailHead';
import { frameNumber, frameTabs } from './frameTabs';
import './hexView';
import { saveFrame } from './saveFrame';
import type { ShownFrame, ShownMessage } from './selectedMessage';
import { shownCharacters, textDiffView, textView } from './textView';
import './treeView';

/** The selected message: its frames as tabs, the one on screen decoded, and its bytes below. */
export class DetailPane extends PageElement {
  /** Chosen by hand for a topic's frames, as long as the page lives; pinning makes it last. */
  private readonly chosen = new Map<string, DecoderKind>();
  /** The last decoding of a frame: drawing again must not read a megabyte again. */
  private readonly decodings = new WeakMap<FrameData, { kind: DecoderKind; decoded: DecodedFrame }>();
  private readonly marks = new ByteMarks();

  private wantsFocus = false;
  private shownFrame: ShownFrame | undefined;
  private tabInSight: number | undefined;
  /** Characters of text on screen. */
  private textLimit = shownCharacters;

  protected override connected(): void {
    const { message, state, session, highlight } = this.inspector;
    this.classList.add('detail');
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Message');
    this.watch(message.state.onDidChange, state.onDidChange, session.onDidChange, highlight.onDidChange);
    this.addEventListener('copy-text', (event) => {
      void this.inspector.copy((event as CustomEvent<string>).detail, 'Value');
    });
  }

  /** Brings the keyboard here from the grid, as soon as there is a message. */
  focusContent(): void {
    this.wantsFocus = true;
    this.requestUpdate();
  }

  protected override render() {
    const state = this.inspector.message.state.value;
    switch (state.kind) {
      case 'none':
        return html`<div class="detail-empty">Select a message to see its frames.</div>`;
      case 'failed':
        return html`<div class="detail-empty" role="alert">
          <p>${state.error.message}</p>
          ${fixButton(this.inspector, state.error.action) ?? nothing}
        </div>`;
      case 'shown':
        return this.message(state.message);
    }
  }

  protected override willUpdate(): void {
    const message = this.inspector.message.shown;
    const frame = message?.frames.get(message.frame);
    if (frame === this.shownFrame) return;
    this.shownFrame = frame;
    this.textLimit = shownCharacters;
  }

  protected override updated(): void {
    this.inspector.truncatedFrames.value = this.isTruncated() ? 1 : 0;
    const { frame } = this.inspector.message.shown ?? {};
    if (frame !== this.tabInSight) {
      this.tabInSight = frame;
      this.querySelector('.tab.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    const tab = this.wantsFocus ? this.querySelector<HTMLElement>('.tab.on') : null;
    if (!tab) return;
    this.wantsFocus = false;
    tab.focus();
  }

  private message(message: ShownMessage) {
    const { formats, state } = this.inspector;
    const frame = message.frames.get(message.frame);
    const tabs = {
      message,
      formats,
      choose: (selectedFrame: number) => state.update({ selectedFrame }),
    };
    const send = (kind: 'sendAgain' | 'editAndSend') =>
      this.dispatchEvent(new CustomEvent('send-captured', { bubbles: true, detail: kind }));
    const save = () => frame && saveFrame(this.inspector, message.result.row, frame.index);
    return html`${detailHead({ message, inspector: this.inspector, send, save })}
      <div class="tab-row">
        ${frameTabs(tabs)}${frameNumber(tabs)} ${frame ? this.frameTools(message, frame) : nothing}
      </div>
      ${frame ? this.frame(message, frame) : html`<div class="detail-empty">A message without frames.</div>`}`;
  }

  private frameTools(message: ShownMessage, frame: ShownFrame) {
    const { state, formats } = this.inspector;
    const { showDiff, showHex = true } = state.value;
    const kind = this.decoderOf(message, frame);
    const decoded = this.decode(frame, kind);
    const pinned = isPinnable(frame) && state.value.pinnedDecoders[topicKey(message)] !== undefined;
    return html`<div class="frame-tools">
      ${
        message.result.previousOnTopic >= 0
          ? toolButton({
              label: 'Diff',
              title: `Compare with #${formats.count(message.result.previousOnTopic)}, the message before on this topic`,
              pressed: showDiff,
              run: () => state.update({ showDiff: !showDiff }),
            })
          : nothing
      }
      ${
        decoded.kind === 'hex' || decoded.kind === 'empty'
          ? nothing
          : toolButton({
              label: 'Hex',
              title: 'Show the bytes below',
              pressed: showHex,
              run: () => state.update({ showHex: !showHex }),
            })
      }
      ${toolButton({
        label: decoderTitle(kind, decoded),
        title: 'How the frame is decoded',
        menu: true,
        run: (anchor) => openMenu(anchor, () => this.decoderItems(message, frame)),
      })}
      ${
        isPinnable(frame)
          ? toolButton({
              icon: pinned ? 'pinned' : 'pin',
              title: pinned ? 'Unpin the decoder from this topic' : 'Pin this decoder to this topic',
              class: pinned ? 'on' : '',
              run: () => this.pin(message, pinned ? undefined : kind),
            })
          : nothing
      }
    </div>`;
  }

  private frame(message: ShownMessage, frame: ShownFrame) {
    const kind = this.decoderOf(message, frame);
    const decoded = this.decode(frame, kind);
    const { showHex = true } = this.inspector.state.value;
    const withHex = showHex && decoded.kind !== 'hex' && frame.size > 0;
    return html`${this.truncation(frame)}
      <div class="frame-view ${withHex ? 'with-hex' : ''}" role="tabpanel" aria-label="Frame ${frame.index}">
        ${'notice' in decoded && decoded.notice ? html`<div class="notice">${decoded.notice}</div>` : nothing}
        ${decoded.kind === 'hex' ? this.bytesNotice(message, frame) : nothing}
        ${this.decoded(message, frame, decoded, kind)}
      </div>
      ${withHex ? this.hex(message, frame) : nothing}`;
  }

  private decoded(message: ShownMessage, frame: ShownFrame, decoded: DecodedFrame, kind: DecoderKind) {
    const { previous } = message;
    const before = previous && this.decode(previous, kind);
    const filter = this.inspector.highlight.value;
    switch (decoded.kind) {
      case 'empty':
        return html`<div class="detail-empty">∅ An empty frame: 0 bytes.</div>`;
      case 'json':
      case 'msgpack':
      case 'cbor': {
        const diff = before && 'root' in before ? diffTree(before.root, decoded.root) : undefined;
        return html`<tree-view .root=${decoded.root} .diff=${diff}></tree-view>`;
      }
      case 'text':
      case 'raw': {
        const diff = before?.kind === decoded.kind ? textDiffView(before.text, decoded.text) : undefined;
        return (
          diff ?? html`${textView(decoded.text.slice(0, this.textLimit), filter)}${this.restOfText(decoded)}`
        );
      }
      case 'hex':
        return this.hex(message, frame);
      case 'error':
        return html`<div class="notice error" role="alert">${decoded.error}</div>`;
    }
  }

  /** Whether some of the frame on screen does not show. */
  private isTruncated(): boolean {
    const { shown } = this.inspector.message;
    const { shownFrame: frame } = this;
    if (!shown || !frame) return false;
    const decoded = this.decode(frame, this.decoderOf(shown, frame));
    const isText = decoded.kind === 'text' || decoded.kind === 'raw';
    return (
      frame.bytes.length < frame.size ||
      (isText && (decoded.truncated || decoded.text.length > this.textLimit))
    );
  }

  private decode(frame: FrameData, kind: DecoderKind): DecodedFrame {
    const known = this.decodings.get(frame);
    if (known?.kind === kind) return known.decoded;
    const decoded = decodeFrame(frame.bytes, kind, frame.size);
    this.decodings.set(frame, { kind, decoded });
    return decoded;
  }

  private restOfText({ text, truncated, shownBytes }: DecodedText | DecodedRaw) {
    const { formats } = this.inspector;
    const more = () => {
      this.textLimit *= 4;
      this.requestUpdate();
    };
    if (text.length > this.textLimit) {
      return html`<div class="notice">
        ${formats.count(this.textLimit)} of ${formats.count(text.length)} characters.
        <button type="button" class="link" @click=${more}>Show more</button>
      </div>`;
    }
    if (!truncated) return nothing;
    return html`<div class="notice">
      Text shows up to byte ${formats.count(shownBytes)}. For the rest choose Hex, or save the frame.
    </div>`;
  }

  private hex({ previous }: ShownMessage, { bytes }: ShownFrame) {
    const changed = this.marks.changed(previous?.bytes, bytes);
    return html`<hex-view .bytes=${bytes} .changed=${changed}></hex-view>`;
  }

  private bytesNotice(message: ShownMessage, frame: ShownFrame) {
    if (!this.marks.isUnlike(message.previous?.bytes, frame.bytes)) return nothing;
    const before = this.inspector.formats.count(message.result.previousOnTopic);
    return html`<div class="notice">Nearly all bytes differ from #${before}, so none are marked.</div>`;
  }

  private truncation({ bytes, size }: ShownFrame) {
    if (bytes.length >= size) return nothing;
    const { formats, message } = this.inspector;
    return html`<div class="notice" role="status">
      Truncated for display: the first ${formats.bytes(bytes.length)} of ${formats.bytes(size)}.
      <button type="button" class="link" @click=${() => void message.loadWhole()}>
        Load all ${formats.bytes(size)}
      </button>
    </div>`;
  }

  private decoderItems(message: ShownMessage, frame: ShownFrame) {
    const current = this.decoderOf(message, frame);
    return decoderKinds.map((kind) => ({
      label: decoderNames[kind],
      check: { on: kind === current, choice: true },
      run: () => {
        this.chosen.set(this.choiceKey(message, frame), kind);
        // A pinned decoder follows the choice.
        if (isPinnable(frame) && this.inspector.state.value.pinnedDecoders[topicKey(message)])
          this.pin(message, kind);
        this.requestUpdate();
      },
    }));
  }

  private pin(message: ShownMessage, kind: DecoderKind | undefined): void {
    const key = topicKey(message);
    const pins = Object.entries(this.inspector.state.value.pinnedDecoders).filter(([topic]) => topic !== key);
    if (kind) pins.push([key, kind]);
    this.inspector.state.update({ pinnedDecoders: Object.fromEntries(pins) });
    this.inspector.say(kind ? `${decoderNames[kind]} pinned` : 'Decoder unpinned');
  }

  private decoderOf(message: ShownMessage, frame: ShownFrame): DecoderKind {
    const chosen = this.chosen.get(this.choiceKey(message, frame));
    return decoderFor(message, frame, chosen, this.inspector.state.value);
  }

  private choiceKey(message: ShownMessage, frame: ShownFrame): string {
    return `${isPinnable(frame) ? 'body' : frame.index} ${topicKey(message)}`;
  }
}

customElements.define('detail-pane', DetailPane);
