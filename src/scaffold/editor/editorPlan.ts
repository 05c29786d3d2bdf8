import type { ScaffoldFile } from '../language';
import type { ScaffoldPlan } from '../planScaffold';
import { launchOf } from './launchOf';
import { mergeLaunch, mergeTasks } from './mergeEditorFile';
import { allName } from './names';
import { tasksOf } from './tasksOf';

export interface EditorSetting {
  /** The chosen folder, below the folder that VS Code has open; empty where it is that one. With `/`. */
  readonly folder: string;
  /** Debugger types that are there, besides those of VS Code itself. */
  readonly debugTypes: ReadonlySet<string>;
  /** Texts of files that are there already. */
  readonly tasks?: string;
  readonly launch?: string;
}

export interface EditorPlan {
  readonly files: readonly ScaffoldFile[];
  /** Label of the task that starts all roles. */
  readonly startAll: string;
}

/**
 * `.vscode/tasks.json` and `.vscode/launch.json`, with paths below the folder that VS Code has open. What is in them
 * already stays, comments included.
 *
 * @throws WorkbenchError `scaffold/unreadableJson` where one that exists is no JSON with comments
 */
export function planEditor(plan: ScaffoldPlan, setting: EditorSetting): EditorPlan {
  const tasks = mergeTasks(setting.tasks, tasksOf(plan, setting.folder));
  const launch = launchOf(plan, { ...setting, taskNames: tasks.names });
  const files = [
    { path: '.vscode/tasks.json', text: tasks.text },
    { path: '.vscode/launch.json', text: mergeLaunch(setting.launch, launch).text },
  ];
  const name = allName(plan);
  return { files, startAll: tasks.names.get(name) ?? name };
}

/** The files alone. */
export function planEditorFiles(plan: ScaffoldPlan, setting: EditorSetting): readonly ScaffoldFile[] {
  return planEditor(plan, setting).files;
}
