import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import { frameInputKinds, type FrameInputKind, parseFrameInput } from '../../model/frameInput';
import type { FrameArgument } from '../config/commandArguments';
import type { SessionEntry } from '../sessions/sessionRegistry';
import { turnText } from '../sessions/sessionTooltip';
import { chooseFrameFile } from '../inspector/frameFile';

export interface ComposedMessage {
  readonly frames: readonly FrameArgument[];
  readonly routingId?: string;
}

type Choice = vscode.QuickPickItem &
  ({ readonly add: FrameArgument; readonly last?: boolean } | { readonly act: 'send' | 'file' | 'dropLast' });

/**
 * Asks for a message in a quick pick: frames one after another, each of its own kind.
 * @param addressed whom it goes to is known already.
 */
export async function composeMessage(
  entry: SessionEntry,
  addressed: boolean,
): Promise<ComposedMessage | undefined> {
  const { type } = entry.definition;
  let routingId: string | undefined;
  if (!addressed && (type === 'ROUTER' || type === 'STREAM')) {
    routingId = await askPeer(entry);
    if (routingId === undefined) return undefined;
  }
  const frames: FrameArgument[] = [];
  for (;;) {
    const choice = await askFrame(entry, frames);
    if (!choice) return undefined;
    if ('add' in choice) {
      frames.push(choice.add);
      if (choice.last) return { frames, routingId };
    } else if (choice.act === 'send') {
      return { frames, routingId };
    } else if (choice.act === 'dropLast') {
      frames.pop();
    } else {
      const path = await chooseFrameFile();
      if (path) frames.push({ file: path });
    }
  }
}

/** The peer's routing id in the form that arguments take. */
async function askPeer({ label, snapshot }: SessionEntry): Promise<string | undefined> {
  const peers = snapshot.peers.filter(({ kind }) => kind === 'routingId');
  if (peers.length === 0) {
    return vscode.window.showInputBox({
      title: vscode.l10n.t('Send from {0}', label),
      prompt: vscode.l10n.t(
        'No peer has sent anything yet. Routing id to send to: text, or bytes as hex:00ff.',
      ),
    });
  }
  const items = peers.map(({ id, label: name, state }) => ({ label: name, description: state, id }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Send from {0}', label),
    placeHolder: vscode.l10n.t('To which peer?'),
  });
  return picked && `hex:${picked.id}`;
}

async function askFrame(entry: SessionEntry, frames: readonly FrameArgument[]): Promise<Choice | undefined> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick<Choice>());
  const { turn, definition } = entry.snapshot;
  pick.title = [
    vscode.l10n.t('Send from {0}', entry.label),
    vscode.l10n.t('frame {0}', frames.length + 1),
    ...(turn ? [turnText(definition.type, turn)] : []),
  ].join(' – ');
  pick.placeholder = vscode.l10n.t(
    'The frame; {{seq}}, {{now}}, {{uuid}} and {{random 1 200}} are filled in',
  );
  pick.ignoreFocusOut = true;
  const draw = () => {
    pick.items = choices(entry, frames, pick.value);
  };
  draw();
  store.add(pick.onDidChangeValue(draw));
  try {
    return await new Promise((resolve) => {
      store.add(
        pick.onDidAccept(() => {
          const [choice] = pick.selectedItems;
          if (choice && !isMistaken(choice)) resolve(choice);
        }),
      );
      store.add(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    });
  } finally {
    store.dispose();
  }
}

function choices(entry: SessionEntry, frames: readonly FrameArgument[], typed: string): readonly Choice[] {
  const items: Choice[] = [];
  const count = frames.length;
  const sendLabel = count === 1 ? vscode.l10n.t('Send 1 frame') : vscode.l10n.t('Send {0} frames', count);
  if (count > 0 && typed === '') items.push({ label: `$(send) ${sendLabel}`, act: 'send' });
  if (typed !== '') {
    items.push({
      label: `$(send) ${vscode.l10n.t('Add as text and send')}`,
      add: { text: typed },
      last: true,
    });
    for (const kind of frameInputKinds) if (kind !== 'file') items.push(kindChoice(kind, typed));
  } else {
    const offersDelimiter = count === 0 && entry.definition.type === 'DEALER';
    items.push({
      label: `$(add) ${offersDelimiter ? vscode.l10n.t('Add the empty delimiter') : vscode.l10n.t('Add an empty frame')}`,
      description: offersDelimiter ? vscode.l10n.t('a REP at the other end expects it') : undefined,
      add: { text: '' },
    });
  }
  items.push({ label: `$(file) ${vscode.l10n.t('Add a file…')}`, act: 'file' });
  if (count > 0) {
    items.push({ label: `$(trash) ${vscode.l10n.t('Drop the last frame')}`, act: 'dropLast' });
    const separator = { label: vscode.l10n.t('so far'), kind: vscode.QuickPickItemKind.Separator };
    items.push(separator as Choice);
    frames.forEach((frame, index) => items.push({ ...describe(frame, index), act: 'send' }));
  }
  return items.map((item) => ({ ...item, alwaysShow: true }));
}

function kindChoice(kind: Exclude<FrameInputKind, 'file'>, value: string): Choice {
  const parsed = parseFrameInput({ kind, value });
  const mistake = parsed.kind === 'mistakes' ? parsed.mistakes[0]?.message : undefined;
  const icon = mistake ? 'error' : 'add';
  const add = { [kind]: value } as unknown as FrameArgument;
  return {
    label: `$(${icon}) ${vscode.l10n.t('Add as {0}', kind === 'json' ? 'JSON' : kind)}`,
    description: mistake,
    add,
  };
}

const isMistaken = (choice: Choice) => choice.label.startsWith('$(error)');

function describe(frame: FrameArgument, index: number): { label: string; description: string } {
  const [kind = '', value = ''] =
    typeof frame === 'object' && !(frame instanceof Uint8Array)
      ? (Object.entries(frame)[0] as [string, string])
      : [];
  return { label: `${index + 1}  ${value === '' ? '∅' : value}`, description: kind };
}
