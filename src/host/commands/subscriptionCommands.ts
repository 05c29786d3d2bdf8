import * as vscode from 'vscode';
import { traitsOf } from '../../model/socketType';
import { labelOfSubscription } from '../../model/subscription';
import type { SubscriptionArguments } from '../config/commandArguments';
import type { SessionsNode } from '../sessions/sessionNode';
import type { SessionEntry } from '../sessions/sessionRegistry';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';
import { askSession, resolveSession } from './sessionTarget';
import { subscriptionMistake } from './subscriptionStep';

type SubscriptionCommandId = 'zeromq.session.subscribe' | 'zeromq.session.unsubscribe';

export function subscriptionCommands(workbench: Workbench): Pick<CommandTable, SubscriptionCommandId> {
  const { registry } = workbench;
  const read = (reader: ArgumentReader): SubscriptionArguments => {
    const topic = reader.string('topic');
    const mistake = subscriptionMistake(topic);
    if (mistake) throw reader.bad('topic', mistake);
    return { session: reader.string('session'), topic };
  };
  return {
    'zeromq.session.subscribe': {
      read,
      async ask(on) {
        const entry = await askSubscriber(
          workbench,
          on,
          () => true,
          vscode.l10n.t('No session takes subscriptions: that is for SUB and XSUB.'),
        );
        if (!entry) return undefined;
        const topic = await vscode.window.showInputBox({
          title: vscode.l10n.t('Subscribe {0}', entry.label),
          prompt: vscode.l10n.t('A topic prefix, or bytes as hex:00ff. Empty takes everything.'),
          placeHolder: vscode.l10n.t('ticks.'),
          validateInput: (text) => subscriptionMistake(text),
        });
        return topic === undefined ? undefined : { session: entry.id, topic };
      },
      run: ({ session, topic }) => registry.subscribe(resolveSession(registry, session).id, topic),
    },
    'zeromq.session.unsubscribe': {
      read,
      async ask(on) {
        if (on?.kind === 'subscription') return { session: on.session, topic: on.topic };
        const entry = await askSubscriber(
          workbench,
          on,
          hasSubscriptions,
          vscode.l10n.t('No session subscribes to anything.'),
        );
        if (!entry) return undefined;
        const items = entry.definition.subscriptions.map((topic) => ({
          label: labelOfSubscription(topic),
          topic,
        }));
        const picked = await vscode.window.showQuickPick(items, {
          title: vscode.l10n.t('Unsubscribe {0}', entry.label),
          placeHolder: vscode.l10n.t('Which subscription?'),
        });
        return picked && { session: entry.id, topic: picked.topic };
      },
      run: ({ session, topic }) => registry.unsubscribe(resolveSession(registry, session).id, topic),
    },
  };
}

const hasSubscriptions = ({ definition }: SessionEntry) => definition.subscriptions.length > 0;

function askSubscriber(
  { registry, inspectors }: Workbench,
  on: SessionsNode | undefined,
  where: (entry: SessionEntry) => boolean,
  none: string,
) {
  return askSession({
    registry,
    on,
    where: (entry) => traitsOf(entry.definition.type).subscribes && where(entry),
    placeholder: vscode.l10n.t('Which session?'),
    none,
    front: inspectors.activeSession,
  });
}
