import { type Event, Emitter } from '../../../base/emitter';
import {
  type InspectorReplay,
  inspectorReplayControl,
  inspectorReplayDismiss,
} from '../../../protocol/inspector';
import type { ReplayControl, ReplaySnapshot } from '../../../protocol/replay';
import type { Inspector } from '../inspector';
import { type Marks, isOver, markedSpan, playheadOf, wholeSpan } from './replayPosition';
import { stateSpoken } from './replayTexts';

/** Of these only the newest counts; others wait until the one under way was answered, and replace each other. */
type Steering = Extract<ReplayControl, { action: 'seek' | 'marks' }>;

/** The replay of what the page shows: how it stands, and what a person wants of it. */
export class ReplayPlayback {
  private readonly emitter = new Emitter<void>();
  private current: InspectorReplay | undefined;
  private readonly wanted = new Map<Steering['action'], Steering>();
  private readonly asking = new Set<Steering['action']>();
  /** Where it goes on, until a message from there was sent: the replay itself names only what was sent. */
  private sought: { readonly timeMs: number; readonly behind: number } | undefined;

  readonly onDidChange: Event<void> = this.emitter.event;

  constructor(
    private readonly inspector: Inspector,
    init: InspectorReplay | undefined,
  ) {
    this.current = init;
  }

  get value(): InspectorReplay | undefined {
    return this.current;
  }

  get snapshot(): ReplaySnapshot | undefined {
    return this.current?.snapshot;
  }

  get isUnderWay(): boolean {
    return this.snapshot !== undefined && !isOver(this.snapshot);
  }

  /** Epoch ms of what was sent last, or of where a person wants it to go on. */
  get playheadMs(): number {
    const { snapshot, soughtMs } = this;
    if (!snapshot) return 0;
    if (soughtMs === undefined) return playheadOf(snapshot);
    const { fromMs, toMs } = markedSpan(wholeSpan(snapshot), this.marks);
    return Math.min(toMs, Math.max(fromMs, soughtMs));
  }

  /** Epoch ms from where it goes on after a jump, until it did. */
  get soughtMs(): number | undefined {
    const asked = this.wanted.get('seek');
    return asked?.action === 'seek' ? asked.timeMs : this.sought?.timeMs;
  }

  /** As they are, or as a person wants them. */
  get marks(): Marks {
    const asked = this.wanted.get('marks');
    if (asked?.action === 'marks') return asked;
    return { startMs: this.snapshot?.startMarkMs, endMs: this.snapshot?.endMarkMs };
  }

  /** Whether the grid goes along; a recording does unless told otherwise, a live capture may follow its newest. */
  get isFollowed(): boolean {
    return this.inspector.state.value.followReplay ?? this.inspector.recording.value !== undefined;
  }

  setFollowed(followReplay: boolean): void {
    if (!this.isUnderWay || followReplay === this.isFollowed) return;
    const { state } = this.inspector;
    state.update(
      followReplay ? { followReplay, follow: false, followsUnselected: undefined } : { followReplay },
    );
    this.emitter.fire();
  }

  /** The host's news. */
  accept(replay: InspectorReplay | undefined): void {
    const former = this.snapshot;
    this.current = replay;
    const isSame = former?.replay === replay?.snapshot.replay;
    if (!isSame || !replay || this.sought?.behind !== behind(replay.snapshot)) this.sought = undefined;
    // What was refused of a replay is of no account once it is over, or another one runs.
    if (!isSame || !this.isUnderWay) this.inspector.overtake();
    if (replay && (!isSame || former?.state !== replay.snapshot.state))
      this.inspector.say(stateSpoken(replay.snapshot, this.inspector.formats));
    this.emitter.fire();
  }

  async control(control: Exclude<ReplayControl, Steering>): Promise<void> {
    await this.inspector.act(() => this.ask(control));
  }

  /** Jumps, or moves the marks; shows at once, and asked too often, only the last is asked for. */
  async steer(control: Steering): Promise<void> {
    const { action } = control;
    this.wanted.set(action, control);
    this.emitter.fire();
    if (this.asking.has(action)) return;
    this.asking.add(action);
    await this.inspector
      .act(() => this.askNewest(action))
      .finally(() => {
        this.asking.delete(action);
        this.wanted.delete(action);
        this.emitter.fire();
      });
  }

  /** Takes a replay that is over off the page. */
  dismiss(): void {
    this.inspector.host.notify(inspectorReplayDismiss, undefined);
    this.accept(undefined);
  }

  private async askNewest(action: Steering['action']): Promise<void> {
    for (let asked: Steering | undefined; asked !== this.wanted.get(action);) {
      asked = this.wanted.get(action)!;
      const snapshot = await this.ask(asked);
      if (asked.action === 'seek') this.sought = { timeMs: asked.timeMs, behind: behind(snapshot) };
    }
  }

  private async ask(control: ReplayControl): Promise<ReplaySnapshot> {
    const snapshot = await this.inspector.host.request(inspectorReplayControl, control);
    const { current } = this;
    // What the host told meanwhile is newer where it says that it is over.
    if (current?.snapshot.replay === snapshot.replay && !isOver(current.snapshot))
      this.accept({ ...current, snapshot });
    return snapshot;
  }
}

function behind({ sent, failed }: ReplaySnapshot): number {
  return sent + failed;
}
