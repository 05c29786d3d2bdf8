import { type Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import { type ErrorInfo, errorInfoOf } from '../../base/workbenchError';
import { hasTopics } from '../../model/envelope';
import type { Filter } from '../../model/filter/parseFilter';
import { traitsOf } from '../../model/socketType';
import type { FilterMistake, TimeRange } from '../../protocol/capture';
import {
  type ComposerDraft,
  type EngineHealth,
  type InspectorCommand,
  type InspectorInit,
  type InspectorRun,
  type InspectorState,
  inspectorCopy,
  inspectorRunCommand,
} from '../../protocol/inspector';
import type { RecordingSnapshot, RecordingSummary } from '../../protocol/recording';
import type { SessionSnapshot } from '../../protocol/session';
import { CaptureFacts } from './captureFacts';
import { CaptureView, viewNotOpen } from './captureView';
import { EngineClient } from './engineClient';
import { SelectedMessage } from './detail/selectedMessage';
import { checkFilter, mistakesAsTyped, viewFilterOf } from './filter/filterRequest';
import { Formats } from './formats';
import { SelectedRows } from './grid/selectedRows';
import type { HostLink } from './hostLink';
import { followingWithSelection } from './inspectorSettings';
import { Observable } from './observable';
import { ReplayPlayback } from './replay/replayPlayback';
import type { StateStore } from './stateStore';

export interface Note {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The model of one inspector page: what its parts show and what they do, without a pixel. */
export class Inspector implements Disposable {
  private readonly owned = new DisposableStore();
  /** Messages that were cleared, as last seen. */
  private cleared: number | undefined;
  /** Why the last thing that a person did was not done. */
  private refused: ErrorInfo | undefined;
  readonly engine: EngineClient;
  readonly view: CaptureView;
  readonly formats: Formats;
  readonly label: string;
  /** What the file holds where the page shows one: nothing is sent, paused or cleared then. */
  readonly recording: Observable<RecordingSummary | undefined>;
  /** How far the recording of a live session has come, where one runs. */
  readonly recordingNow: Observable<RecordingSnapshot | undefined>;
  readonly replay: ReplayPlayback;
  readonly session: Observable<SessionSnapshot>;
  readonly health: Observable<EngineHealth>;
  readonly history: Observable<readonly ComposerDraft[]>;
  readonly message: SelectedMessage;
  readonly facts: CaptureFacts;
  readonly selectedRows: SelectedRows;
  /** The newest failure that belongs to no part in particular. */
  readonly problem = new Observable<ErrorInfo | undefined>(undefined);
  readonly mistakes = new Observable<readonly FilterMistake[]>([]);
  /** The filter in force, for highlighting; undefined without one. */
  readonly highlight = new Observable<Filter | undefined>(undefined);
  /** Something to know about what was just done, shown until it is dismissed or the next thing is done. */
  readonly note = new Observable<Note | undefined>(undefined);
  /** Said to screen readers. */
  readonly spoken = new Observable('');
  /** Epoch milliseconds of the selected message, for the timeline. */
  readonly markedTime = new Observable<number | undefined>(undefined);
  /** The times at the ends of the timeline, once it shows something. */
  readonly timelineSpan = new Observable<TimeRange | undefined>(undefined);
  /** Frames that show only in part, for the ledger. */
  readonly truncatedFrames = new Observable(0);

  constructor(
    readonly host: HostLink,
    readonly state: StateStore,
    init: InspectorInit,
  ) {
    this.engine = new EngineClient(host);
    this.view = new CaptureView(this.engine, init.session.id);
    this.formats = new Formats(init.locale);
    this.label = init.label;
    this.recording = new Observable(init.recording);
    this.recordingNow = new Observable(init.recordingNow);
    this.replay = new ReplayPlayback(this, init.replay);
    this.session = new Observable(init.session);
    this.health = new Observable(init.engine);
    this.history = new Observable(init.history);
    this.message = this.owned.add(new SelectedMessage(this));
    this.facts = this.owned.add(new CaptureFacts(this));
    this.selectedRows = this.owned.add(new SelectedRows(this));
    this.owned.add(this.health.onDidChange((health) => void this.followEngine(health)));
    this.owned.add(
      this.session.onDidChange(({ state }) => {
        if (state === 'open' && !this.view.isOpen) void this.followEngine(this.health.value);
      }),
    );
    this.owned.add(
      this.recording.onDidChange(() => {
        // The file was read anew, and its former view is closed.
        this.view.lose();
        void this.followEngine(this.health.value);
      }),
    );
    this.owned.add(this.view.onDidChange(({ ledger }) => this.noticeClear(ledger.cleared)));
    const visibility = () => void this.attempt(() => this.view.watch(document.visibilityState === 'visible'));
    document.addEventListener('visibilitychange', visibility);
    this.owned.add(toDisposable(() => document.removeEventListener('visibilitychange', visibility)));
  }

  /** Opens the view on the capture, when the engine runs. */
  async start(): Promise<void> {
    await this.followEngine(this.health.value);
  }

  /** Runs something whose failure shows in the page's message bar. */
  async attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  /** `attempt` for what a person did: when it goes well, the message about what failed before is overtaken. */
  async act<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await action();
      this.overtake();
      return result;
    } catch (error) {
      const before = this.problem.value;
      this.report(error);
      if (this.problem.value !== before) this.refused = this.problem.value;
      return undefined;
    }
  }

  /** Takes away the message about something that a person did and that failed. */
  overtake(): void {
    if (this.refused && this.problem.value === this.refused) this.problem.value = undefined;
    this.refused = undefined;
  }

  report = (error: unknown): void => {
    // What fails because the engine is down is said once, by its own message.
    if (this.health.value.state !== 'running') return;
    const info = errorInfoOf(error);
    if (info.code === viewNotOpen) return;
    this.problem.value = info;
  };

  /** Whether messages can be sent from here. */
  get canSend(): boolean {
    return !this.recording.value && traitsOf(this.session.value.definition.type).canSend;
  }

  /** Whether messages can have a topic, a routing id or, in another tool's recording, a channel. */
  get hasTopics(): boolean {
    const { value: recording } = this.recording;
    if (recording && !recording.definition) return true;
    return hasTopics(this.session.value.definition.type);
  }

  say(text: string): void {
    this.spoken.value = text;
  }

  async setFilter(
    change: Partial<Pick<InspectorState, 'filter' | 'matchCase' | 'regex' | 'timeRange'>>,
  ): Promise<void> {
    this.state.update(change);
    if (!this.view.isOpen) return;
    const { value: state } = this.state;
    const checked = checkFilter(state);
    if ('mistakes' in checked) {
      this.mistakes.value = checked.mistakes;
      return;
    }
    const mistakes = await this.attempt(() => this.view.setFilter(viewFilterOf(state)));
    if (state !== this.state.value && viewFilterOf(state).text !== viewFilterOf(this.state.value).text)
      return;
    if (mistakes) this.took(mistakes);
  }

  setTimeRange(timeRange: TimeRange | undefined): void {
    void this.setFilter({ timeRange });
    this.say(timeRange ? 'Time range selected' : 'Time range cleared');
  }

  async setFrozen(frozen: boolean): Promise<void> {
    await this.act(() => this.view.freeze(frozen));
    this.state.update({ frozen });
    this.say(frozen ? 'Paused. The capture goes on.' : 'Resumed');
  }

  async clear(): Promise<void> {
    await this.act(() => this.view.clear());
    this.say('Cleared');
  }

  setFollow(follow: boolean): void {
    this.replay.setFollowed(false);
    const { state } = this;
    if (follow !== state.value.follow || state.value.followsUnselected)
      state.update({ follow, followsUnselected: undefined });
  }

  /** Selects a row and no other; that stops following, unless the newest was selected to follow it. */
  select(row: number | undefined, follow = false): void {
    if (row === undefined) this.markedTime.value = undefined;
    else this.replay.setFollowed(false);
    const { value: state } = this.state;
    this.state.update({
      selectedRow: row,
      selectedRange: undefined,
      ...(row === undefined ? {} : followingWithSelection(state, follow)),
    });
  }

  async run(command: InspectorCommand, more: Omit<InspectorRun, 'command'> = {}): Promise<void> {
    // Commands go by what is set here.
    this.state.save();
    await this.act(() => this.host.request(inspectorRunCommand, { command, ...more }));
  }

  async copy(text: string, what: string): Promise<void> {
    this.note.value = undefined;
    await this.act(() => this.host.request(inspectorCopy, { text }));
    this.say(`${what} copied`);
  }

  dispose(): void {
    this.state.save();
    this.owned.dispose();
  }

  private async followEngine(health: EngineHealth): Promise<void> {
    if (health.state !== 'running') {
      this.view.lose();
      return;
    }
    const { value: state } = this.state;
    try {
      this.took(await this.view.open(viewFilterOf(state), state.frozen));
    } catch (error) {
      // Of an engine that is gone already: its successor opens the view.
      if (health !== this.health.value) return;
      // A session that was not opened yet has no capture; the view opens with the session.
      if (errorInfoOf(error).code !== 'capture/unknown') this.report(error);
      return;
    }
    await this.catchUp(state);
  }

  /** Does what a person asked for while the view was opening. */
  private async catchUp(opened: InspectorState): Promise<void> {
    const { value: state } = this.state;
    if (state.frozen !== opened.frozen) await this.attempt(() => this.view.freeze(state.frozen));
    const filters = [opened, state].map((each) => JSON.stringify(viewFilterOf(each)));
    if (filters[0] !== filters[1]) await this.setFilter({});
  }

  /** Lets go of what was cleared, from here or by a command. */
  private noticeClear(cleared: number): void {
    const before = this.cleared;
    this.cleared = cleared;
    if (before === undefined || cleared <= before) return;
    this.select(undefined);
    if (this.state.value.followsUnselected) this.setFollow(true);
  }

  private took(mistakes: readonly FilterMistake[]): void {
    const { value: state } = this.state;
    this.mistakes.value = mistakesAsTyped(state, mistakes);
    if (mistakes.length > 0) return;
    const checked = checkFilter(state);
    this.highlight.value = 'filter' in checked && !checked.filter.matchesAll ? checked.filter : undefined;
  }
}
