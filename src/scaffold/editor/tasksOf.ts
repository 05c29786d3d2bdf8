import { withArguments } from '../commandText';
import type { ScaffoldCommand } from '../language';
import { below, type PlannedProgram, type PlannedProject, type ScaffoldPlan } from '../planScaffold';
import type { RoleRun } from '../pattern';
import { runsOf } from '../runsOf';
import { allName, buildName, runName, stepName } from './names';

/** A task as tasks.json has it. */
export interface EditorTask {
  readonly label: string;
  readonly dependsOn?: readonly string[];
  readonly [property: string]: unknown;
}

/**
 * A task for each build and each role, and one that starts all roles side by side.
 *
 * @param folder as in `EditorSetting`
 */
export function tasksOf(plan: ScaffoldPlan, folder: string): EditorTask[] {
  const builds = plan.projects.flatMap((project) => buildTasks(plan, project, folder));
  const both: EditorTask[] = plan.projects.length > 1 ? [wholeBuild(plan)] : [];
  const roles = plan.projects.flatMap((project) =>
    project.programs.flatMap((program) =>
      runsOf(program.role, plan.choice).map((run) => runTask(plan, { project, program, run }, folder)),
    ),
  );
  return [...builds, ...both, ...roles, startAll(plan)];
}

/** Each step waits for the one before it; only the last is shown in VS Code's list. */
function buildTasks(plan: ScaffoldPlan, project: PlannedProject, folder: string): EditorTask[] {
  const { build } = project.language;
  return build.map(({ command }, step) => {
    const isLast = step === build.length - 1;
    return {
      label: stepName(plan, project, step),
      ...shell(command, project, folder),
      ...(step > 0 && { dependsOn: [stepName(plan, project, step - 1)] }),
      ...(isLast && { group: buildGroup(plan.projects.length === 1) }),
      ...(!isLast && { hide: true }),
      presentation: { panel: 'shared', showReuseMessage: false, clear: false },
      problemMatcher: [],
    };
  });
}

function wholeBuild(plan: ScaffoldPlan): EditorTask {
  return {
    label: buildName(plan),
    dependsOn: plan.projects.flatMap((project) => lastStep(plan, project)),
    group: buildGroup(true),
    problemMatcher: [],
  };
}

interface Run {
  readonly project: PlannedProject;
  readonly program: PlannedProgram;
  readonly run: RoleRun;
}

function runTask(plan: ScaffoldPlan, { project, program, run }: Run, folder: string): EditorTask {
  const { role } = program;
  const command = withArguments(project.language.run(program), run.arguments);
  return {
    label: runName(plan, role, run),
    ...shell(command, project, folder),
    dependsOn: [...lastStep(plan, project), ...(role.isPreparation ? [] : preparations(plan))],
    dependsOrder: 'sequence',
    presentation: { panel: 'dedicated', group: plan.choice.name, showReuseMessage: false },
    problemMatcher: [],
  };
}

function startAll(plan: ScaffoldPlan): EditorTask {
  const runs = plan.choice.pattern.roles
    .filter((role) => !role.isPreparation)
    .flatMap((role) => runsOf(role, plan.choice).map((run) => runName(plan, role, run)));
  return { label: allName(plan), dependsOn: runs, dependsOrder: 'parallel', problemMatcher: [] };
}

/** The name of a project's build; none where there is nothing to build. */
export function lastStep(plan: ScaffoldPlan, project: PlannedProject): string[] {
  const { length } = project.language.build;
  return length > 0 ? [stepName(plan, project, length - 1)] : [];
}

/** What has to be done before the other roles start. */
export function preparations(plan: ScaffoldPlan): string[] {
  return plan.choice.pattern.roles
    .filter((role) => role.isPreparation)
    .flatMap((role) => runsOf(role, plan.choice).map((run) => runName(plan, role, run)));
}

function buildGroup(isDefault: boolean): unknown {
  return isDefault ? { kind: 'build', isDefault: true } : 'build';
}

function shell(command: ScaffoldCommand, project: PlannedProject, folder: string): object {
  const { program, arguments: args, windows } = command;
  return {
    type: 'shell',
    command: program,
    args,
    ...(windows && { windows: { command: windows.program, args: windows.arguments } }),
    options: { cwd: workspacePath(folder, project.folder) },
  };
}

/** `${workspaceFolder}/examples/python` */
export function workspacePath(folder: string, project: string): string {
  return below('${workspaceFolder}', below(folder, project));
}
