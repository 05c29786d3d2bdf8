import { type Disposable, DisposableStore } from '../../../base/disposable';
import { type ErrorInfo, errorInfoOf } from '../../../base/workbenchError';
import { detectDecoder } from '../../../model/decoders/detectDecoder';
import { type FrameLabel, labelFrames } from '../../../model/envelope';
import {
  type FrameData,
  type MessageResult,
  captureFrame,
  captureMessage,
  captureNoRow,
} from '../../../protocol/capture';
import type { Inspector } from '../inspector';
import { Observable } from '../observable';

/** Frames whose tabs show at first; more are asked for by their number. */
export const tabFrames = 16;
/** Of every frame with a tab: enough for its label and for most frames as a whole. */
const tabBytes = 4096;
/** Of the frame on screen. */
export const shownBytes = 256 * 1024;
/** Of one that makes sense only as a whole: JSON, MessagePack, CBOR. */
const treeBytes = 4 * 1024 * 1024;

export interface ShownFrame extends FrameData {
  readonly label: FrameLabel;
}

export interface ShownMessage {
  readonly result: MessageResult;
  /** Frames at hand: those with tabs, and the one on screen. */
  readonly frames: ReadonlyMap<number, ShownFrame>;
  /** Index of the frame on screen, -1 in a message without frames. */
  readonly frame: number;
  /** The same frame of the message before on the topic, where one is kept and the diff is on. */
  readonly previous?: FrameData;
}

export type MessageState =
  | { readonly kind: 'none' }
  | { readonly kind: 'shown'; readonly message: ShownMessage }
  | { readonly kind: 'failed'; readonly row: number; readonly error: ErrorInfo };

/** The selected message, loaded as far as it shows. One row is loaded at a time; of those that wait the newest wins. */
export class SelectedMessage implements Disposable {
  readonly state = new Observable<MessageState>({ kind: 'none' });
  private readonly owned = new DisposableStore();
  private loading = false;
  private loadAgain = false;
  private wanted = '';

  constructor(private readonly inspector: Inspector) {
    this.owned.add(inspector.state.onDidChange(() => this.refresh()));
    this.owned.add(inspector.view.onDidReset(() => this.refresh(true)));
  }

  get shown(): ShownMessage | undefined {
    return this.state.value.kind === 'shown' ? this.state.value.message : undefined;
  }

  /** Loads the whole of the frame on screen, whatever its size. */
  async loadWhole(): Promise<void> {
    const message = this.shown;
    const frame = message?.frames.get(message.frame);
    if (!message || !frame) return;
    const { row } = message.result;
    const params = { ...this.ref(), row, frame: frame.index, offset: 0, length: frame.size };
    const whole = await this.inspector.attempt(() => this.inspector.engine.request(captureFrame, params));
    if (!whole || this.shown !== message) return;
    this.show({
      ...message,
      frames: new Map(message.frames).set(frame.index, { ...frame, bytes: whole.bytes }),
    });
  }

  /** @returns all frames of the message with all their bytes, for sending again. */
  async wholeFrames(row: number): Promise<readonly Uint8Array[]> {
    const params = { ...this.ref(), row, fromFrame: 0, frameCount: 1000, maxFrameBytes: 64 * 1024 * 1024 };
    const { frames } = await this.inspector.engine.request(captureMessage, params);
    return frames.map(({ bytes }) => bytes);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private refresh(force = false): void {
    const { selectedRow, selectedFrame, showDiff, detailsVisible } = this.inspector.state.value;
    const wanted = detailsVisible ? `${selectedRow ?? ''}/${selectedFrame}/${String(showDiff)}` : '';
    if (wanted === this.wanted && !force) return;
    this.wanted = wanted;
    this.loadAgain = true;
    if (!this.loading) void this.loadWhileAsked();
  }

  private async loadWhileAsked(): Promise<void> {
    this.loading = true;
    while (this.loadAgain) {
      this.loadAgain = false;
      await this.load();
    }
    this.loading = false;
  }

  private async load(): Promise<void> {
    const { selectedRow: row, detailsVisible } = this.inspector.state.value;
    if (row === undefined || !detailsVisible) {
      this.state.value = { kind: 'none' };
      return;
    }
    if (!this.inspector.view.isOpen) return;
    try {
      this.show(await this.read(row));
    } catch (thrown) {
      const error = errorInfoOf(thrown);
      // Of another capture, which had more messages.
      if (error.code === captureNoRow && row === this.inspector.state.value.selectedRow)
        this.inspector.select(undefined);
      else this.state.value = { kind: 'failed', row, error };
    }
  }

  private async read(row: number): Promise<ShownMessage> {
    const { engine, session, state } = this.inspector;
    const tabs = { ...this.ref(), row, fromFrame: 0, frameCount: tabFrames, maxFrameBytes: tabBytes };
    const result = await engine.request(captureMessage, tabs);
    const bytes = result.frames.map((frame) => frame.bytes);
    const labels = labelFrames(session.value.definition.type, result.direction, bytes);
    const frames = new Map<number, ShownFrame>();
    for (const [i, frame] of result.frames.entries())
      frames.set(frame.index, { ...frame, label: labels[i] ?? body });
    const index = chooseFrame(state.value.selectedFrame, result.frameCount, frames);
    const held = frames.get(index);
    if (index >= 0 && (!held || held.bytes.length < held.size)) {
      const whole = await this.readFrame(row, index, held && isTree(held) ? treeBytes : shownBytes);
      if (whole) frames.set(index, { ...whole, label: held?.label ?? labels.at(-1) ?? body });
    }
    const { previousOnTopic } = result;
    const previous =
      state.value.showDiff && previousOnTopic >= 0 ? await this.readFrame(previousOnTopic, index) : undefined;
    return { result, frames, frame: index, previous };
  }

  /** @returns undefined where the message was evicted meanwhile or has no such frame. */
  private async readFrame(
    row: number,
    frame: number,
    maxFrameBytes = shownBytes,
  ): Promise<FrameData | undefined> {
    const params = { ...this.ref(), row, fromFrame: frame, frameCount: 1, maxFrameBytes };
    try {
      return (await this.inspector.engine.request(captureMessage, params)).frames[0];
    } catch {
      return undefined;
    }
  }

  private show(message: ShownMessage): void {
    this.inspector.markedTime.value = Number(BigInt(message.result.timeNs) / 1000n) / 1000;
    this.state.value = { kind: 'shown', message };
  }

  private ref(): { capture: string } {
    return { capture: this.inspector.session.value.id };
  }
}

function isTree({ bytes, size }: FrameData): boolean {
  if (size > treeBytes) return false;
  const kind = detectDecoder(bytes, bytes.length < size);
  return kind === 'json' || kind === 'msgpack' || kind === 'cbor';
}

const body: FrameLabel = { role: 'body', text: 'body' };

/** The frame that was chosen last, or the first that is not envelope. */
function chooseFrame(chosen: number, count: number, frames: ReadonlyMap<number, ShownFrame>): number {
  if (chosen >= 0 && chosen < count) return chosen;
  for (const frame of frames.values()) if (frame.label.role === 'body') return frame.index;
  return count - 1;
}
