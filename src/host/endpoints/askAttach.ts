import * as vscode from 'vscode';
import { type AttachPlan, staysInside } from '../../model/attachPlan';
import type { UsePlace, UseView } from '../../protocol/analysis';
import { placeName } from '../analysis/placeNames';
import { endpointMistake } from '../commands/endpointCheck';
import type { NewSessionArguments } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import { mayDisturb } from './mayDisturb';
import { plansFor, sendingPlansFor } from './sourceUse';

/** `{port}` */
const unknownPart = /\{[^{}]*\}/;

interface PlanItem extends vscode.QuickPickItem {
  readonly plan: AttachPlan;
}

/**
 * Asks for what the source does not tell: beside or opposite, the unknown parts of the address. Says beforehand where
 * the session would take messages, a peer or an address from the real programs.
 *
 * @returns undefined when the person went away.
 */
export async function askAttach(
  workbench: Workbench,
  use: UseView,
  sends: boolean,
): Promise<NewSessionArguments | undefined> {
  const plans = sends ? sendingPlansFor(use) : plansFor(use);
  if (plans.length === 0) {
    void vscode.window.showInformationMessage(noPlanText(use, sends));
    return undefined;
  }
  const plan = plans.length === 1 ? plans[0] : await pickPlan(plans, use);
  if (!plan) return undefined;
  const address = await askAddress(workbench, plan, use);
  if (address === undefined || !(await mayDisturb(plan, address, placesText(use.peers)))) return undefined;
  return {
    type: plan.type,
    endpoints: [{ role: plan.role, address }],
    subscriptions: plan.subscriptions,
  };
}

function noPlanText({ socketType, endpoint }: UseView, sends: boolean): string {
  if (socketType === undefined) {
    return vscode.l10n.t('The source does not tell the type of the socket at {0}.', endpoint);
  }
  if (staysInside(endpoint)) {
    return vscode.l10n.t('{0} joins sockets inside one program: no session can attach to it.', endpoint);
  }
  return sends
    ? vscode.l10n.t('Nothing can be sent to a {0} at {1}.', socketType, endpoint)
    : vscode.l10n.t('There is no session that matches a {0}.', socketType);
}

async function pickPlan(plans: readonly AttachPlan[], use: UseView): Promise<AttachPlan | undefined> {
  const items = plans.map((plan): PlanItem => ({
    plan,
    label:
      plan.role === 'bind'
        ? vscode.l10n.t('{0} that binds {1}', plan.type, plan.address)
        : vscode.l10n.t('{0} that connects to {1}', plan.type, plan.address),
    detail:
      plan.place === 'beside'
        ? vscode.l10n.t('Beside the program, at {0}', placesText(use.peers))
        : vscode.l10n.t('At the other end of the program, in the place of {0}', placesText(use.peers)),
  }));
  const placeHolder = vscode.l10n.t('Which side of {0}?', use.endpoint);
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.plan;
}

async function askAddress(
  workbench: Workbench,
  { address, role, type }: AttachPlan,
  { endpoint, isComplete }: UseView,
): Promise<string | undefined> {
  const mistakeIn = (value: string) => {
    const [unknown] = unknownPart.exec(value) ?? [];
    return unknown === undefined
      ? endpointMistake(workbench, value, role, type)
      : vscode.l10n.t('Put a value in the place of {0}.', unknown);
  };
  if (isComplete && mistakeIn(address) === undefined) return address;
  const hole = unknownPart.exec(address);
  return vscode.window.showInputBox({
    title: vscode.l10n.t('{0} to {1}', type, endpoint),
    prompt: vscode.l10n.t('The source does not tell the whole address.'),
    value: address,
    valueSelection: hole ? [hole.index, hole.index + hole[0].length] : undefined,
    validateInput: mistakeIn,
  });
}

/** `weather.py:5 and 2 more` */
function placesText(places: readonly UsePlace[]): string {
  const [first] = places;
  if (!first) return vscode.l10n.t('the program at the other end');
  const name = placeName(first);
  const more = places.length - 1;
  return more > 0 ? vscode.l10n.t('{0} and {1} more', name, more) : name;
}
