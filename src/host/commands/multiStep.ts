import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';

/** What a step ended with: an answer, one step back, or the person went away. */
export type StepResult<T> = { readonly value: T } | 'back' | 'dismissed';

export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** Default: from the second step on. */
  readonly canGoBack?: boolean;
}

export interface PickStep<I extends vscode.QuickPickItem> extends StepPlace {
  readonly placeholder: string;
  readonly items: readonly I[];
  /** Items that come later. */
  readonly more?: Promise<readonly I[]>;
  readonly active?: I;
  /** Follows the keyboard through the list, the first item included. */
  readonly onActive?: (item: I) => void;
  /** @returns true where the item did what it does and the step goes on. */
  readonly stays?: (item: I) => boolean;
}

/** A step with a list to pick one item from. */
export async function pickStep<I extends vscode.QuickPickItem>(step: PickStep<I>): Promise<StepResult<I>> {
  const pick = vscode.window.createQuickPick<I>();
  pick.placeholder = step.placeholder;
  pick.items = step.items;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  if (step.active) pick.activeItems = [step.active];
  if (step.more) {
    pick.busy = true;
    step.more.then(
      (more) => {
        pick.busy = false;
        if (more.length === 0) return;
        const [at] = pick.activeItems;
        pick.items = [...step.items, ...more];
        // VS Code chooses the first again, of what is typed by now, which we may not know yet: to insist on the first of
        // all would leave nothing chosen. Only where the person had gone elsewhere are they put back.
        if (at && at !== step.items[0]) pick.activeItems = [at];
      },
      () => (pick.busy = false),
    );
  }
  // Enter that comes while items are added finds nothing selected; what the keyboard was on is what was meant.
  let last: { readonly item: I; readonly text: string } | undefined;
  const moved = pick.onDidChangeActive(([item]) => {
    if (!item) return;
    last = { item, text: pick.value };
    step.onActive?.(item);
  });
  try {
    return await runStep(pick, step, () => {
      const [item = last?.text === pick.value ? last.item : undefined] = pick.selectedItems;
      return item && !step.stays?.(item) ? { value: item } : undefined;
    });
  } finally {
    moved.dispose();
  }
}

export interface TextStep extends StepPlace {
  readonly placeholder: string;
  readonly value: string;
  /** Completions shown under the text; picking one takes its `label` as the text. */
  readonly suggestions?: readonly vscode.QuickPickItem[];
  /** @returns what is wrong with the text, shown while typing. */
  readonly check: (text: string) => string | undefined;
  /** Fires when `check` may say something else. */
  readonly onDidLearn?: vscode.Event<void>;
  /** What the first item, which takes the text as it stands, says. */
  readonly accept: (text: string) => string;
}

interface TextItem extends vscode.QuickPickItem {
  readonly text: string;
  readonly problem?: string;
}

/** A step that takes a text, checked while it is typed and completed from suggestions. */
export async function textStep(step: TextStep): Promise<StepResult<string>> {
  const pick = vscode.window.createQuickPick<TextItem>();
  pick.placeholder = step.placeholder;
  pick.value = step.value;
  const draw = () => {
    const text = pick.value.trim();
    const problem = step.check(text);
    const typed: TextItem = problem
      ? { ...problemLines(problem), text, problem, alwaysShow: true }
      : { label: `$(check) ${step.accept(text)}`, text, alwaysShow: true };
    const others = (step.suggestions ?? []).filter(({ label }) => label !== text);
    // With nothing typed yet the suggestions come first, as long as there are any.
    const suggested = others.map((item): TextItem => ({ ...item, text: item.label }));
    if (text === '' && problem && suggested.length > 0) {
      pick.items = suggested;
      return;
    }
    pick.items = [typed, ...suggested];
    // VS Code sorts what matches better to the front, but Enter is to take what was typed.
    pick.activeItems = [typed];
  };
  draw();
  const changed = pick.onDidChangeValue(draw);
  const learnt = step.onDidLearn?.(draw);
  try {
    return await runStep(pick, step, () => {
      const [item] = pick.selectedItems;
      // Enter that came before the list followed the text finds nothing selected.
      const text = item ? item.text : pick.value.trim();
      const problem = step.check(text);
      if (!problem) return { value: text };
      // A suggestion that needs completing goes into the box; what was typed stays, else what is typed next would be lost.
      if (text !== pick.value.trim()) pick.value = text;
      draw();
      return undefined;
    });
  } finally {
    changed.dispose();
    learnt?.dispose();
  }
}

/** A line of a quick pick is cut off after some 80 characters, so what is longer goes on in the line below. */
function problemLines(problem: string): { label: string; detail?: string } {
  const [, first, rest] =
    (problem.length > 75 && (/^(.{20,75}[.:;]) (.+)$/.exec(problem) ?? /^(.{20,75}) (.+)$/.exec(problem))) ||
    [];
  return first === undefined
    ? { label: `$(error) ${problem}` }
    : { label: `$(error) ${first}`, detail: rest };
}

/** @param accepted reads the answer when Enter is pressed; undefined keeps the step open. */
async function runStep<T>(
  pick: vscode.QuickPick<vscode.QuickPickItem>,
  place: StepPlace,
  accepted: () => { readonly value: T } | undefined,
): Promise<StepResult<T>> {
  const store = new DisposableStore();
  store.add(pick);
  pick.title = place.title;
  if (place.totalSteps > 1) {
    pick.step = place.step;
    pick.totalSteps = place.totalSteps;
  }
  pick.ignoreFocusOut = true;
  if (place.canGoBack ?? place.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise<StepResult<T>>((resolve) => {
      store.add(
        pick.onDidAccept(() => {
          const answer = accepted();
          if (answer) resolve(answer);
        }),
      );
      store.add(pick.onDidTriggerButton(() => resolve('back')));
      store.add(pick.onDidHide(() => resolve('dismissed')));
      pick.show();
    });
  } finally {
    store.dispose();
  }
}
