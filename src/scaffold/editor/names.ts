import type { PlannedProject, ScaffoldPlan } from '../planScaffold';
import type { PatternRole, RoleRun } from '../pattern';

/** Labels of tasks and launch configurations. All begin with the project's name. */
export function allName(plan: ScaffoldPlan): string {
  return `${plan.choice.name}: start all`;
}

export function buildName(plan: ScaffoldPlan): string {
  return `${plan.choice.name}: build`;
}

/** The last step of a project's build, or one before it. */
export function stepName(plan: ScaffoldPlan, project: PlannedProject, step: number): string {
  const { language } = project;
  const isLast = step === language.build.length - 1;
  if (isLast) {
    return plan.projects.length > 1 ? `${buildName(plan)} ${language.title}` : buildName(plan);
  }
  return `${plan.choice.name}: ${language.build[step]?.verb ?? 'prepare'} ${language.title}`;
}

export function runName(plan: ScaffoldPlan, role: PatternRole, run: RoleRun): string {
  return `${plan.choice.name}: ${[role.id, run.title].join(' ').trimEnd()}`;
}
