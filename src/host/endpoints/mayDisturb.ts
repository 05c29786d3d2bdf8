import * as vscode from 'vscode';
import type { AttachPlan } from '../../model/attachPlan';

/**
 * Says beforehand where a session would take messages, a peer or an address from the real programs.
 *
 * @param others who they are
 * @returns whether the person wants it all the same
 */
export async function mayDisturb(plan: AttachPlan, address: string, others: string): Promise<boolean> {
  const { disturbance, type } = plan;
  if (!disturbance) return true;
  const says = {
    takesMessages: {
      message: vscode.l10n.t('A {0} at {1} takes messages away from the real peers.', type, address),
      detail: vscode.l10n.t('Each message goes to one peer only: what this session gets, the others do not.'),
    },
    takesThePair: {
      message: vscode.l10n.t('A PAIR has one peer.'),
      detail: vscode.l10n.t('While this session is connected to {0}, {1} is turned away.', address, others),
    },
    takesTheAddress: {
      message: vscode.l10n.t('{0} is bound by {1}.', address, others),
      detail: vscode.l10n.t('This session can bind it only while that program does not run.'),
    },
  }[disturbance];
  const go = plan.role === 'bind' ? vscode.l10n.t('Bind Anyway') : vscode.l10n.t('Connect Anyway');
  const answer = await vscode.window.showWarningMessage(
    says.message,
    { modal: true, detail: says.detail },
    go,
  );
  return answer === go;
}
