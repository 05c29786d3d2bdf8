import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { formatOffset, parseReplayPosition } from '../../model/replayPosition';
import type { ReplayControl, ReplaySnapshot } from '../../protocol/replay';
import type { ReplayAnswer, ReplayArgument } from '../config/commandArguments';
import { isOver, type Replay, unknownReplay } from '../replay/replays';
import { replayDescription } from '../replay/replayText';
import type { SessionsNode } from '../sessions/sessionNode';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { Command, CommandTable } from './command';
import { textStep } from './multiStep';
import { replayAnswer } from './replayAnswer';
import { readTiming, timingOf, timingStep } from './replayTiming';

type Plain = 'pause' | 'resume' | 'step' | 'stop';
type ReplayControlCommandId = `zeromq.replay.${Plain | 'seek' | 'setTiming' | 'setMarks' | 'dismiss'}`;

export function replayControlCommands(workbench: Workbench): Pick<CommandTable, ReplayControlCommandId> {
  const { replays } = workbench;
  const find = ({ replay }: ReplayArgument) => resolveReplay(workbench, replay);
  const control = async (args: ReplayArgument, action: ReplayControl): Promise<ReplayAnswer> => {
    const { snapshot } = find(args);
    await replays.control(snapshot.replay, action);
    return replayAnswer(find({ replay: snapshot.replay }));
  };
  const plain = (action: Plain): Command<ReplayArgument, ReplayAnswer> => ({
    read: readReplay,
    ask: async (on) => argumentOf(await askReplay(workbench, on)),
    run: (args) => control(args, { action }),
  });
  return {
    'zeromq.replay.pause': plain('pause'),
    'zeromq.replay.resume': plain('resume'),
    'zeromq.replay.step': plain('step'),
    'zeromq.replay.stop': plain('stop'),
    'zeromq.replay.seek': {
      read: (reader) => ({ ...readReplay(reader), time: reader.string('time') }),
      async ask(on) {
        const replay = await askReplay(workbench, on);
        if (!replay) return undefined;
        const time = await askPosition(replay, {
          title: vscode.l10n.t('Go to Place in Replay'),
          value: offsetOf(replay.snapshot, replay.snapshot.timeMs),
          accept: (text) => vscode.l10n.t('Go to {0}', text),
        });
        return time === undefined ? undefined : { ...argumentOf(replay), time };
      },
      run: (args) => control(args, { action: 'seek', timeMs: timeOf(find(args).snapshot, args.time) }),
    },
    'zeromq.replay.setTiming': {
      read: (reader) => ({ ...readReplay(reader), timing: readTiming(reader) }),
      async ask(on) {
        const replay = await askReplay(workbench, on);
        if (!replay) return undefined;
        const { timing } = replay.snapshot;
        const current = timing.kind === 'fast' ? 'fast' : timing;
        const place = { title: vscode.l10n.t('Speed of the Replay'), step: 1, totalSteps: 1 };
        const chosen = await timingStep(place, current);
        return typeof chosen === 'string' ? undefined : { ...argumentOf(replay), timing: chosen.value };
      },
      run: (args) => control(args, { action: 'timing', timing: timingOf(args.timing) }),
    },
    'zeromq.replay.setMarks': {
      read: (reader) => ({
        ...readReplay(reader),
        start: reader.optionalString('start'),
        end: reader.optionalString('end'),
      }),
      ask: async (on) => askMarks(await askReplay(workbench, on)),
      run(args) {
        const { snapshot } = find(args);
        const of = (text: string | undefined) => (text === undefined ? undefined : timeOf(snapshot, text));
        return control(args, { action: 'marks', startMs: of(args.start), endMs: of(args.end) });
      },
    },
    'zeromq.replay.dismiss': {
      read: readReplay,
      ask: async (on) => argumentOf(await askReplay(workbench, on, () => true)),
      run: (args) => replays.dismiss(find(args).snapshot.replay),
    },
  };
}

const readReplay = (reader: ArgumentReader): ReplayArgument => ({ replay: reader.optionalString('replay') });

const argumentOf = <R extends Replay | undefined>(replay: R) =>
  (replay && { replay: replay.snapshot.replay }) as R extends Replay ? { replay: string } : undefined;

const runs = ({ snapshot }: Replay) => !isOver(snapshot);

/** @throws replay/unknown, replay/none, replay/ambiguous */
function resolveReplay({ replays }: Workbench, id: string | undefined): Replay {
  if (id !== undefined) {
    const known = replays.get(id);
    if (!known) throw unknownReplay(id);
    return known;
  }
  const [only, ...others] = replays.list().filter(runs);
  if (!only) {
    throw new WorkbenchError({ code: 'replay/none', message: vscode.l10n.t('No replay runs.') });
  }
  if (others.length === 0) return only;
  throw new WorkbenchError({
    code: 'replay/ambiguous',
    message: vscode.l10n.t('{0} replays run: name the one that is meant.', others.length + 1),
  });
}

/** The replay that an element stands for, or the only one that can be meant, or else a question. */
async function askReplay(
  { replays }: Workbench,
  on: SessionsNode | undefined,
  where: (replay: Replay) => boolean = runs,
): Promise<Replay | undefined> {
  const meant = on && on.kind !== 'problem' ? replays.by(on.session) : undefined;
  if (meant) return meant;
  const items = replays
    .list()
    .filter(where)
    .map((replay) => ({
      label: replay.source.label,
      description: `${replay.target} · ${replayDescription(replay.snapshot)}`,
      replay,
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No replay runs.'));
    return undefined;
  }
  if (items.length === 1) return items[0]?.replay;
  const placeHolder = vscode.l10n.t('Which replay?');
  return (await vscode.window.showQuickPick<(typeof items)[number]>(items, { placeHolder }))?.replay;
}

/** @throws command/badArgument */
function timeOf(snapshot: ReplaySnapshot, text: string): number {
  const position = parseReplayPosition(text, snapshot);
  if ('timeMs' in position) return position.timeMs;
  throw new WorkbenchError({ code: 'command/badArgument', message: position.fault });
}

function offsetOf({ firstTimeMs }: ReplaySnapshot, timeMs: number | undefined): string {
  return timeMs === undefined ? '' : formatOffset(timeMs - firstTimeMs);
}

interface PositionQuestion {
  readonly title: string;
  readonly value: string;
  readonly accept: (text: string) => string;
  /** Whether nothing is an answer. */
  readonly canBeEmpty?: boolean;
}

async function askPosition(
  { snapshot }: Replay,
  { title, value, accept, canBeEmpty }: PositionQuestion,
): Promise<string | undefined> {
  const result = await textStep({
    title,
    step: 1,
    totalSteps: 1,
    placeholder: vscode.l10n.t('1:30 or 90 s from the start, 50 %, or a time as 2026-01-31T12:00:00Z'),
    value,
    check(text) {
      if (text === '' && canBeEmpty) return undefined;
      const position = parseReplayPosition(text, snapshot);
      return 'fault' in position ? position.fault : undefined;
    },
    accept,
  });
  return typeof result === 'string' ? undefined : result.value;
}

async function askMarks(replay: Replay | undefined) {
  if (!replay) return undefined;
  const { snapshot } = replay;
  const start = await askPosition(replay, {
    title: vscode.l10n.t('Start Mark'),
    value: offsetOf(snapshot, snapshot.startMarkMs),
    accept: (text) =>
      text === '' ? vscode.l10n.t('From the beginning on') : vscode.l10n.t('From {0} on', text),
    canBeEmpty: true,
  });
  if (start === undefined) return undefined;
  const end = await askPosition(replay, {
    title: vscode.l10n.t('End Mark'),
    value: offsetOf(snapshot, snapshot.endMarkMs),
    accept: (text) => (text === '' ? vscode.l10n.t('To the end') : vscode.l10n.t('To {0}', text)),
    canBeEmpty: true,
  });
  if (end === undefined) return undefined;
  return { ...argumentOf(replay), start: start || undefined, end: end || undefined };
}
