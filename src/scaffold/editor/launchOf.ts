import { commandText, withArguments } from '../commandText';
import { projectFolder, type DebugConfiguration, type ScaffoldLanguage } from '../language';
import type { PlannedProgram, PlannedProject, ScaffoldPlan } from '../planScaffold';
import type { RoleRun } from '../pattern';
import { runsOf } from '../runsOf';
import { allName, runName } from './names';
import { lastStep, preparations, workspacePath } from './tasksOf';

/** A launch configuration or a compound as launch.json has it. */
export interface EditorLaunch {
  readonly name: string;
  readonly [property: string]: unknown;
}

export interface LaunchFile {
  readonly configurations: readonly EditorLaunch[];
  readonly compounds: readonly (EditorLaunch & { readonly configurations: readonly string[] })[];
}

interface LaunchSetting {
  readonly folder: string;
  readonly debugTypes: ReadonlySet<string>;
  /** What tasks are called in tasks.json, by the labels that `tasksOf` gives. */
  readonly taskNames: ReadonlyMap<string, string>;
}

/** Types that VS Code's own JavaScript debugger brings. */
const builtIn: ReadonlySet<string> = new Set(['node', 'node-terminal']);

/**
 * A configuration for each role, and a compound that starts all. It has an order, which puts it before what has none in
 * VS Code's list: F5 starts all then, not the first role.
 */
export function launchOf(plan: ScaffoldPlan, setting: LaunchSetting): LaunchFile {
  const configurations = plan.projects.flatMap((project) =>
    project.programs
      .filter(({ role }) => !role.isPreparation)
      .flatMap((program) =>
        runsOf(program.role, plan.choice).map((run) =>
          configuration(plan, { project, program, run }, setting),
        ),
      ),
  );
  const names = configurations.map(({ name }) => name);
  return {
    configurations,
    compounds: [{ name: allName(plan), configurations: names, stopAll: true, presentation: { order: 1 } }],
  };
}

interface Run {
  readonly project: PlannedProject;
  readonly program: PlannedProgram;
  readonly run: RoleRun;
}

function configuration(
  plan: ScaffoldPlan,
  { project, program, run }: Run,
  setting: LaunchSetting,
): EditorLaunch {
  const { language } = project;
  const cwd = workspacePath(setting.folder, project.folder);
  const debug = debuggerOf(language, program, setting.debugTypes);
  // one task only: that of the preparation builds first
  const [task] = [...preparations(plan), ...lastStep(plan, project)];
  const before = task === undefined ? undefined : (setting.taskNames.get(task) ?? task);
  return {
    name: runName(plan, program.role, run),
    type: debug?.type ?? 'node-terminal',
    request: 'launch',
    ...(debug
      ? { ...withCwd(debug.attributes, cwd), args: run.arguments }
      : { command: commandText(withArguments(language.run(program), run.arguments)) }),
    cwd,
    ...(before !== undefined && { preLaunchTask: before }),
  };
}

function debuggerOf(
  language: ScaffoldLanguage,
  program: PlannedProgram,
  there: ReadonlySet<string>,
): DebugConfiguration | undefined {
  return language.debuggers(program).find(({ type }) => builtIn.has(type) || there.has(type));
}

/** Puts the folder in wherever the language wrote `projectFolder`. */
function withCwd(attributes: Readonly<Record<string, unknown>>, cwd: string): Record<string, unknown> {
  const entries = Object.entries(attributes).map(([key, value]) => [key, placed(value, cwd)] as const);
  return Object.fromEntries(entries);
}

function placed(value: unknown, cwd: string): unknown {
  if (typeof value === 'string') return value.replaceAll(projectFolder, cwd);
  if (Array.isArray(value)) return value.map((each: unknown) => placed(each, cwd));
  if (typeof value === 'object' && value !== null) return withCwd(value as Record<string, unknown>, cwd);
  return value;
}
