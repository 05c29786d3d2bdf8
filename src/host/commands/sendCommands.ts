import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { traitsOf } from '../../model/socketType';
import { parseSubscription } from '../../model/subscription';
import type { SendArguments } from '../config/commandArguments';
import { replyEnvelope } from '../sending/replyEnvelope';
import type { SessionsNode } from '../sessions/sessionNode';
import type { SessionEntry } from '../sessions/sessionRegistry';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';
import { composeMessage } from './composeMessage';
import { givenFrame, readFrames } from './frameArguments';
import { askSession, isOpen, resolveSession } from './sessionTarget';

type SendCommandId =
  'zeromq.session.send' | 'zeromq.session.reply' | 'zeromq.session.startRepeat' | 'zeromq.session.stopRepeat';

const maxPerSecond = 1_000_000;

export function sendCommands(workbench: Workbench): Pick<CommandTable, SendCommandId> {
  const { registry, sender, supervisor } = workbench;
  return {
    'zeromq.session.send': {
      read: readSend,
      ask: (on) => askMessage(workbench, on, canSend, vscode.l10n.t('No open session can send.')),
      async run(args) {
        const { id } = resolveSession(registry, args.session);
        const { row } = await sender.send(id, args.frames.map(givenFrame), envelope(args));
        return row;
      },
    },
    'zeromq.session.reply': {
      read: (reader) => ({
        session: reader.string('session'),
        frames: readFrames(reader),
        row: reader.optionalInteger('row', 0),
      }),
      ask: (on) =>
        askMessage(
          workbench,
          on,
          canReply,
          vscode.l10n.t('No open session replies: that is for REP and ROUTER.'),
          true,
        ),
      async run({ session, frames, row }) {
        const entry = resolveSession(registry, session);
        const front = await replyFront(entry, row);
        const sent = await sender.send(entry.id, frames.map(givenFrame), front);
        return sent.row;
      },
    },
    'zeromq.session.startRepeat': {
      read: (reader) => ({
        ...readSend(reader),
        perSecond: reader.number('perSecond', Number.MIN_VALUE, maxPerSecond),
        count: reader.optionalInteger('count', 0),
      }),
      async ask(on) {
        const message = await askMessage(workbench, on, canSend, vscode.l10n.t('No open session can send.'));
        if (!message) return undefined;
        const pace = await askPace();
        return pace && { ...message, ...pace };
      },
      run(args) {
        const { id } = resolveSession(registry, args.session);
        const frames = args.frames.map(givenFrame);
        return sender.startRepeat(id, frames, envelope(args), args.perSecond, args.count ?? 0);
      },
    },
    'zeromq.session.stopRepeat': {
      read: (reader) => ({ session: reader.string('session') }),
      async ask(on) {
        const entry = await askSession({
          ...question(workbench, isRepeating, vscode.l10n.t('Nothing is being repeated.')),
          on,
        });
        return entry && { session: entry.id };
      },
      run: ({ session }) => sender.stopRepeat(resolveSession(registry, session).id),
    },
  };

  async function replyFront({ id, definition, snapshot }: SessionEntry, row: number | undefined) {
    if (definition.type === 'ROUTER') return replyEnvelope(supervisor, id, row);
    if (definition.type !== 'REP') throw notReplying(definition.type);
    if (snapshot.turn === 'receive') throw noRequest();
    return [];
  }
}

function readSend(reader: ArgumentReader): SendArguments {
  return {
    session: reader.string('session'),
    frames: readFrames(reader),
    routingId: reader.optionalString('routingId'),
  };
}

/** @throws send/badRoutingId */
function envelope({ routingId }: SendArguments): readonly Uint8Array[] {
  if (routingId === undefined) return [];
  const parsed = parseSubscription(routingId);
  if ('bytes' in parsed) return [parsed.bytes];
  throw new WorkbenchError({ code: 'send/badRoutingId', message: parsed.fault });
}

const canSend = (entry: SessionEntry) => isOpen(entry) && traitsOf(entry.definition.type).canSend;
const canReply = (entry: SessionEntry) => isOpen(entry) && /^(REP|ROUTER)$/.test(entry.definition.type);
const isRepeating = ({ snapshot }: SessionEntry) => snapshot.repeat?.running === true;

function question(
  { registry, inspectors }: Workbench,
  where: (entry: SessionEntry) => boolean,
  none: string,
) {
  return {
    registry,
    where,
    none,
    placeholder: vscode.l10n.t('Which session?'),
    front: inspectors.activeSession,
  };
}

async function askMessage(
  workbench: Workbench,
  on: SessionsNode | undefined,
  where: (entry: SessionEntry) => boolean,
  none: string,
  addressed = false,
): Promise<SendArguments | undefined> {
  const entry = await askSession({ ...question(workbench, where, none), on });
  if (!entry) return undefined;
  const message = await composeMessage(entry, addressed);
  return message && { session: entry.id, ...message };
}

async function askPace(): Promise<{ perSecond: number; count: number } | undefined> {
  const isRate = (text: string) => Number(text) > 0 && Number(text) <= maxPerSecond;
  const perSecond = await vscode.window.showInputBox({
    title: vscode.l10n.t('Repeat: Messages a Second'),
    value: '1',
    validateInput: (text) =>
      isRate(text) ? undefined : vscode.l10n.t('A number over 0, at most {0}', maxPerSecond),
  });
  if (perSecond === undefined) return undefined;
  const count = await vscode.window.showInputBox({
    title: vscode.l10n.t('Repeat: How Many Messages'),
    prompt: vscode.l10n.t('0 goes on until it is stopped.'),
    value: '0',
    validateInput: (text) => (/^\d+$/.test(text) ? undefined : vscode.l10n.t('A whole number from 0')),
  });
  return count === undefined ? undefined : { perSecond: Number(perSecond), count: Number(count) };
}

const notReplying = (type: string) =>
  new WorkbenchError({
    code: 'reply/wrongType',
    message: vscode.l10n.t('A {0} session does not reply: that is for REP and ROUTER.', type),
  });

const noRequest = () =>
  new WorkbenchError({
    code: 'reply/noRequest',
    message: vscode.l10n.t('There is no request to reply to: wait for the next one.'),
  });
