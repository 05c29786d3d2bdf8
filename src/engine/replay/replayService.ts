import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import type { Direction } from '../../model/envelope';
import { replayRule, type ReplayRule } from '../../model/replayRules';
import type { SocketType } from '../../model/socketType';
import {
  type ReplayControl,
  replayControl,
  replayDidChange,
  replayList,
  type ReplayParams,
  type ReplaySnapshot,
  replayStart,
} from '../../protocol/replay';
import type { CaptureConnection, CaptureService } from '../capture/captureService';
import type { CaptureSource } from '../capture/captureSource';
import { RowReader } from '../capture/rowReader';
import type { SessionService } from '../sessions/sessionService';
import { canCountPeers } from './readyPeers';
import { type Marks, Replay } from './replay';
import { captureGone, checkParams, checkTiming, nothingToSend, sessionGone } from './replayError';
import type { RowSet } from './rowSet';
import { selectRows } from './selectRows';

interface Entry {
  readonly replay: Replay;
  readonly rows: RowSet;
}

const tickMs = 100;
/** Replays that are over stay listed, up to so many. */
const keptOver = 50;
/** Times are exact to about 250 ns; what lies at the end mark is within. */
const markWidthMs = 0.0005;

/** Owns the replays and answers the requests of protocol/replay.ts. */
export class ReplayService {
  private readonly entries = new Map<string, Entry>();
  /** Those that are not over. */
  private readonly running = new Set<Replay>();
  /** Sessions for which rows are being selected. */
  private readonly starting = new Set<string>();
  private readonly told = new Map<string, string>();
  private ticking: NodeJS.Timeout | undefined;
  private lastNumber = 0;

  constructor(
    private readonly captures: CaptureService,
    private readonly sessions: SessionService,
    private readonly connection: CaptureConnection,
  ) {
    connection.handle(replayStart, (params, token) => this.start(params, token));
    connection.handle(replayControl, ({ replay, control }) => this.control(replay, control));
    connection.handle(replayList, () => [...this.entries.values()].map(({ replay }) => replay.snapshot()));
    sessions.onDidChangeSession((session) => {
      for (const replay of this.running) {
        if (replay.session !== session.id) continue;
        if (session.hasSocket(replay.socket)) replay.sessionDidChange();
        else replay.fail(sessionGone());
      }
    });
    captures.onDidRemove((capture) => {
      for (const replay of this.running) if (replay.capture.id === capture) replay.fail(captureGone());
    });
  }

  /** Stops all. */
  dispose(): void {
    for (const replay of this.running) replay.stop();
    clearInterval(this.ticking);
  }

  private async start(params: ReplayParams, token: Cancellation): Promise<ReplaySnapshot> {
    checkParams(params);
    const session = this.sessions.sessionOf(params);
    const socket = session.opened;
    const capture = this.captures.captureOf(params.capture);
    const rules = rulesOf(capture.definition.type, params, socket.type);
    if (params.awaitPeers > 0 && !canCountPeers(socket)) throw cannotCount();
    if (this.starting.has(session.id) || [...this.running].some((replay) => replay.session === session.id)) {
      throw alreadyRunning();
    }
    this.starting.add(session.id);
    try {
      const directions = new Set(Object.keys(rules) as Direction[]);
      const rows = await selectRows(capture, params.selection, directions, token);
      const bounds = await boundsOf(capture, rows);
      if (!bounds) throw nothingToSend();
      if (!session.hasSocket(socket)) throw sessionGone();
      // It may have been closed meanwhile.
      this.captures.captureOf(params.capture);
      return this.begin({ params, capture, rows, bounds, rules, socket });
    } finally {
      this.starting.delete(session.id);
    }
  }

  private begin(options: Omit<ConstructorParameters<typeof Replay>[0], 'id' | 'onDidEnd'>): ReplaySnapshot {
    const id = `${process.pid}.replay.${++this.lastNumber}`;
    const replay = new Replay({ ...options, id, onDidEnd: () => this.didEnd(replay) });
    this.running.add(replay);
    this.entries.set(id, { replay, rows: options.rows });
    this.forgetOldest();
    this.ticking ??= setInterval(() => this.tick(), tickMs);
    const snapshot = replay.snapshot();
    void replay.run();
    return snapshot;
  }

  private async control(id: string, control: ReplayControl): Promise<ReplaySnapshot> {
    const entry = this.entries.get(id);
    if (!entry) {
      const message = 'The engine does not know this replay, as after a restart. Start it again.';
      throw new WorkbenchError({ code: 'replay/unknown', message });
    }
    const { replay } = entry;
    if (control.action === 'stop') replay.stop();
    else if (replay.isOver) throw over();
    else await act(entry, control);
    return replay.snapshot();
  }

  private didEnd(replay: Replay): void {
    this.running.delete(replay);
    this.tell(replay);
  }

  private tick(): void {
    for (const { replay } of this.entries.values()) this.tell(replay);
    if (this.running.size > 0) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  private tell(replay: Replay): void {
    const snapshot = replay.snapshot();
    const text = JSON.stringify(snapshot);
    if (this.told.get(replay.id) === text) return;
    this.told.set(replay.id, text);
    this.connection.notify(replayDidChange, snapshot);
  }

  private forgetOldest(): void {
    const over = [...this.entries.values()].filter(({ replay }) => replay.isOver);
    for (const { replay } of over.slice(0, Math.max(0, over.length - keptOver))) {
      this.entries.delete(replay.id);
      this.told.delete(replay.id);
    }
  }
}

async function act({ replay, rows }: Entry, control: ReplayControl): Promise<void> {
  const reader = new RowReader(replay.capture);
  switch (control.action) {
    case 'pause':
      return replay.pause();
    case 'resume':
      return replay.resume();
    case 'step':
      return replay.step();
    case 'stop':
      return replay.stop();
    case 'seek':
      return replay.seek(await reader.atTime(control.timeMs));
    case 'marks':
      return replay.setMarks(await marksOf(reader, rows, control));
    case 'timing':
      checkTiming(control.timing);
      return replay.setTiming(control.timing);
  }
}

/** @throws replay/nothing where no row lies between them */
async function marksOf(
  reader: RowReader,
  rows: RowSet,
  { startMs, endMs }: Extract<ReplayControl, { action: 'marks' }>,
): Promise<Marks> {
  const from = startMs === undefined ? rows.from : Math.max(rows.from, await reader.atTime(startMs));
  const to = endMs === undefined ? rows.to : Math.min(rows.to, await reader.atTime(endMs + markWidthMs));
  if (rows.count(from, to) === 0) {
    const message = 'Nothing that is replayed lies between the marks. Move them apart.';
    throw new WorkbenchError({ code: 'replay/nothing', message });
  }
  return { from, to, startMs, endMs };
}

/** @throws replay/cannotSend where the socket can send none of the directions that are selected */
function rulesOf(
  recorded: SocketType,
  { selection }: ReplayParams,
  by: SocketType,
): Partial<Record<Direction, ReplayRule>> {
  const rules: Partial<Record<Direction, ReplayRule>> = {};
  let fault = '';
  for (const direction of selection.direction ? [selection.direction] : (['out', 'in'] as const)) {
    const rule = replayRule(recorded, direction, by);
    if ('fault' in rule) fault = rule.fault;
    else rules[direction] = rule;
  }
  if (rules.in ?? rules.out) return rules;
  throw new WorkbenchError({ code: 'replay/cannotSend', message: fault });
}

/** @returns the times of the first and the last row, undefined where there is none */
async function boundsOf(capture: CaptureSource, rows: RowSet) {
  const reader = new RowReader(capture);
  const timeOf = async (row: number) => reader.one(row, ({ timeMs }) => timeMs);
  const first = rows.next(rows.from);
  if (first >= rows.to) return undefined;
  const firstMs = await timeOf(first);
  const lastMs = await timeOf(rows.last());
  return firstMs === undefined || lastMs === undefined ? undefined : { firstMs, lastMs };
}

function alreadyRunning(): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/running',
    message: 'This session replays already. Stop that replay to begin another.',
  });
}

function cannotCount(): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/cannotCountPeers',
    message: 'Peers over inproc and UDP cannot be counted. Start without waiting for any.',
  });
}

function over(): WorkbenchError {
  return new WorkbenchError({ code: 'replay/over', message: 'This replay is over. Start it again.' });
}
