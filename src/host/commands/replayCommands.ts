import * as vscode from 'vscode';
import type { CaptureArguments, StartReplayArguments } from '../config/commandArguments';
import { followReplay } from '../replay/replayNotices';
import type { SessionsNode } from '../sessions/sessionNode';
import type { Workbench } from '../workbench';
import { ArgumentReader } from './argumentReader';
import { askCapture, inspectorStateOf, openCapture, readCapture } from './captureSource';
import type { CommandTable } from './command';
import { readNewSession } from './openCommands';
import { ReplayAgain } from './replayAgain';
import { replayAnswer } from './replayAnswer';
import { askReplay } from './replaySteps';
import { type Captured, capturedBy } from './replayTarget';
import { readTiming } from './replayTiming';
import { askRows, readRows, type RowsWish } from './rowSelection';
import { startReplay } from './startReplay';

export function replayCommands(
  workbench: Workbench,
): Pick<CommandTable, 'zeromq.replay.start' | 'zeromq.replay.list'> {
  const { registry, replays } = workbench;
  const again = new ReplayAgain(workbench);
  return {
    'zeromq.replay.start': {
      read: readStart,
      ask: (on, file, wish) => ask(workbench, again, on, file, wish),
      run: async (args) => replayAnswer(await startReplay(workbench, args)),
      after(answer, args) {
        const { replay, target } = answer;
        again.remember(answer, args);
        const { definition, snapshot } = registry.get(target);
        const where = snapshot.endpoints.map(({ resolved }) => resolved).join(', ');
        followReplay(replays, replay, where, definition.type);
        return Promise.resolve();
      },
    },
    'zeromq.replay.list': {
      read: () => ({}),
      run: () => Promise.resolve(replays.list().map(replayAnswer)),
    },
  };
}

function readStart(reader: ArgumentReader): StartReplayArguments {
  return {
    ...readCapture(reader),
    ...readRows(reader),
    target: readTarget(reader),
    timing: reader.has('timing') ? readTiming(reader) : undefined,
    awaitPeers: reader.optionalInteger('awaitPeers', 0),
    loops: reader.optionalInteger('loops', 0),
    peers: readPeers(reader),
  };
}

function readTarget(reader: ArgumentReader): StartReplayArguments['target'] {
  const raw = reader.raw('target');
  if (raw === undefined || typeof raw === 'string') return raw;
  return readNewSession(ArgumentReader.of('zeromq.replay.start target', raw));
}

function readPeers(reader: ArgumentReader): Readonly<Record<string, string>> | undefined {
  if (!reader.has('peers')) return undefined;
  const isHex = (text: unknown): text is string => typeof text === 'string' && /^([0-9a-f]{2})+$/i.test(text);
  const entries = Object.entries(reader.record('peers')).map(([recorded, now]) => {
    if (!isHex(recorded) || !isHex(now)) {
      throw reader.bad('peers', vscode.l10n.t('must have routing ids in hex, such as "6d65": "796f75"'));
    }
    return [recorded.toLowerCase(), now.toLowerCase()] as const;
  });
  return Object.fromEntries(entries);
}

async function ask(
  workbench: Workbench,
  again: ReplayAgain,
  on: SessionsNode | undefined,
  file: string | undefined,
  wish: RowsWish | undefined,
): Promise<StartReplayArguments | undefined> {
  // Before anything is asked in vain.
  workbench.supervisor.assertAllowed();
  const asked = vscode.l10n.t('Replay what?');
  const which = frontCapture(workbench, on, file) ?? (await askCapture(workbench, on, file, asked));
  if (!which) return undefined;
  const same = wish ? 'anew' : await again.ask(which);
  if (same !== 'anew') return same;
  const rows = await askRows(inspectorStateOf(workbench, which), {
    all: vscode.l10n.t('All messages'),
    placeHolder: asked,
    wish,
  });
  if (!rows) return undefined;
  const answers = await askReplay(workbench, await look(workbench, which));
  return answers && { ...which, ...rows, ...answers };
}

/** The session of the inspector in front, where it captured anything. */
function frontCapture(
  { inspectors, registry }: Workbench,
  on: SessionsNode | undefined,
  file: string | undefined,
): CaptureArguments | undefined {
  const front = inspectors.activeSession;
  if (on || file !== undefined || front === undefined) return undefined;
  const { received = 0, sent = 0 } = registry.entry(front)?.snapshot ?? {};
  return received + sent > 0 ? { session: front } : undefined;
}

async function look(workbench: Workbench, which: CaptureArguments): Promise<Captured> {
  const source = await openCapture(workbench, which);
  source.close();
  return capturedBy(workbench, which, source);
}
