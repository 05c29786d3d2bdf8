import * as vscode from 'vscode';
import type { CaptureArguments, ReplayAnswer, StartReplayArguments } from '../config/commandArguments';
import { isOver } from '../replay/replays';
import { timingText } from '../replay/replayText';
import { formatNumber } from '../sessions/sessionText';
import type { Workbench } from '../workbench';
import { timingOf } from './replayTiming';
import { isOpen } from './sessionTarget';

/** What a person answered for the replays that are over and still listed, to be taken again with one Enter. */
export class ReplayAgain {
  private readonly asked = new Map<string, StartReplayArguments>();

  constructor(private readonly workbench: Workbench) {}

  remember({ replay }: ReplayAnswer, args: StartReplayArguments): void {
    for (const old of this.asked.keys()) if (!this.workbench.replays.get(old)) this.asked.delete(old);
    this.asked.set(replay, args);
  }

  /**
   * Asks whether the last replay of a capture is to be done again, where there was one and its target can be had.
   * @returns undefined when the person went away
   */
  async ask({ session, recording }: CaptureArguments): Promise<StartReplayArguments | 'anew' | undefined> {
    const former = this.formerOf(recording ?? session ?? '');
    if (!former) return 'anew';
    const { args, target, label } = former;
    const { timing = { speed: 1 }, loops = 1 } = args;
    const facts = [target, timingText(timingOf(timing))];
    if (loops === 0) facts.push(vscode.l10n.t('again and again'));
    if (loops > 1) facts.push(vscode.l10n.t('{0} times', formatNumber(loops)));
    const same = {
      label: `$(debug-rerun) ${vscode.l10n.t('The same again')}`,
      description: facts.join(' · '),
    };
    const anew = { label: `$(edit) ${vscode.l10n.t('Something Else…')}` };
    const picked = await vscode.window.showQuickPick([same, anew], {
      title: vscode.l10n.t('Replay {0}', label),
      placeHolder: vscode.l10n.t('Replay what?'),
      matchOnDescription: true,
    });
    return picked && (picked === same ? args : 'anew');
  }

  /** A new session is opened again where the one of then is not open. */
  private formerOf(subject: string) {
    const { replays, registry } = this.workbench;
    const last = replays.of(subject);
    const args = last && this.asked.get(last.snapshot.replay);
    if (!args || !isOver(last.snapshot)) return undefined;
    const entry = registry.entry(last.snapshot.session);
    const target = entry && isOpen(entry) ? entry.id : args.target;
    const isThere = typeof target !== 'string' || (entry !== undefined && isOpen(entry));
    if (!isThere || target === undefined) return undefined;
    return { args: { ...args, target }, target: last.target, label: last.source.label };
  }
}
