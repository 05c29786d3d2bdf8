import { type ScaffoldFile } from '../language';
import { type ScaffoldPlan } from '../planScaffold';
import { launchOf } from './launchOf';
import { mergeLaunch, mergeTasks } from './mergeEditorFile';
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

/**
 * `.vscode/tasks.json` and `.vscode/launch.json`, with paths below the folder that VS Code has open. What is in them
 * already stays, comments included.
 *
 * @throws WorkbenchError `scaffold/unreadableJson` where one that exists is no JSON with comments
 */
export function planEditorFiles(plan: ScaffoldPlan, setting: EditorSetting): ScaffoldFile[] {
  const tasks = mergeTasks(setting.tasks, tasksOf(plan, setting.folder));
  const launch = launchOf(plan, { ...setting, taskNames: tasks.names });
  return [
    { path: '.vscode/tasks.json', text: tasks.text },
    { path: '.vscode/launch.json', text: mergeLaunch(setting.launch, launch).text },
  ];
}
