import * as vscode from 'vscode';
import type { OptionValues } from '../../model/sessionDefinition';
import { traitsOf } from '../../model/socketType';
import { type EndpointSession, sessionsFor } from '../../scaffold/sessionsFor';
import { attach } from '../commands/attachCommands';
import type { NewSessionArguments } from '../config/commandArguments';
import { mayDisturb } from '../endpoints/mayDisturb';
import type { Workbench } from '../workbench';
import type { Preparation } from './prepareScaffold';

interface SessionItem extends vscode.QuickPickItem {
  readonly session: EndpointSession;
}

/**
 * Asks which endpoints of a scaffold to look at, and opens the sessions with their inspectors. Sessions that take
 * messages or a peer away are not chosen beforehand, and say so twice.
 *
 * @returns whether any was opened
 */
export async function openSessions(workbench: Workbench, preparation: Preparation): Promise<boolean> {
  const { plan } = preparation;
  const sessions = sessionsFor(plan.choice.pattern, plan.choice.endpoints);
  const chosen = await askWhich(sessions);
  let opened = false;
  for (const { plan: session } of chosen ?? []) {
    const { address, role, type, subscriptions } = session;
    if (!(await mayDisturb(session, address, vscode.l10n.t('the program at the other end')))) continue;
    const options = await curveOptions(preparation);
    if (options === 'missing') break;
    const args: NewSessionArguments = { type, endpoints: [{ role, address }], subscriptions, options };
    workbench.inspectors.open(await attach(workbench, args));
    opened = true;
  }
  return opened;
}

async function askWhich(
  sessions: readonly EndpointSession[],
): Promise<readonly EndpointSession[] | undefined> {
  const proposed = proposedOf(sessions);
  const items = sessions.map((session): SessionItem => {
    const { endpoint, plan } = session;
    return {
      label: vscode.l10n.t('{0} that connects to {1}', plan.type, plan.address),
      description: `${endpoint.name}: ${endpoint.carries}`,
      detail: warningOf(session),
      picked: proposed.includes(session),
      session,
    };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open Inspector Sessions'),
    placeHolder: vscode.l10n.t('Which endpoints do you want to look at?'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ session }) => session);
}

/** Where none sees the traffic of others, those that at least disturb nobody. */
function proposedOf(sessions: readonly EndpointSession[]): readonly EndpointSession[] {
  const watching = sessions.filter(({ isProposed }) => isProposed);
  if (watching.length > 0) return watching;
  return sessions.filter(({ plan }) => !plan.disturbance && traitsOf(plan.type).canReceive);
}

function warningOf({ plan, isProposed }: EndpointSession): string | undefined {
  switch (plan.disturbance) {
    case 'takesMessages':
      return `$(warning) ${vscode.l10n.t('Takes messages away from the programs: each goes to one peer only')}`;
    case 'takesThePair':
      return `$(warning) ${vscode.l10n.t('A PAIR has one peer: the program at the other end is turned away')}`;
    case 'takesTheAddress':
      return `$(warning) ${vscode.l10n.t('Takes the address of a program')}`;
    case undefined:
      if (isProposed) return undefined;
      return traitsOf(plan.type).canReceive
        ? vscode.l10n.t('Sees what is sent to itself; sends as one more peer')
        : vscode.l10n.t('Sees nothing; sends as one more peer');
  }
}

/**
 * Keys of a client for patterns with CURVE, from the folder where the programs keep them. Undefined for other patterns;
 * `missing` where they are not made yet, which was said then.
 */
async function curveOptions({ plan, folder }: Preparation): Promise<OptionValues | 'missing' | undefined> {
  const { pattern } = plan.choice;
  if (!pattern.roles.some(({ isPreparation }) => isPreparation)) return undefined;
  const keys = vscode.Uri.joinPath(folder, 'keys');
  const key = async (name: string) =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(keys, name))).trim();
  try {
    return {
      curveServerKey: await key('server.public'),
      curvePublicKey: await key('client.public'),
      curveSecretKey: await key('client.secret'),
    };
  } catch {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The programs make their keys when they first start. Start them, then open the sessions.',
      ),
    );
    return 'missing';
  }
}
