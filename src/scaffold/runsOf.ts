import type { PatternRole, RoleArgument, RoleRun } from './pattern';
import type { CheckedChoice } from './scaffoldChoice';

/**
 * How a role runs: once, unless its pattern says otherwise. With several languages each has a folder of its own, so
 * that a folder which all programs share is above them and has to be said.
 */
export function runsOf(role: PatternRole, choice: CheckedChoice): readonly RoleRun[] {
  const runs = role.runs ?? [{ title: '', arguments: [] }];
  const count = role.arguments.map(isShared).lastIndexOf(true) + 1;
  const languages = new Set(choice.roles.map(({ language }) => language));
  if (languages.size === 1 || count === 0) return runs;
  const said = role.arguments
    .slice(0, count)
    .map((argument) => `${isShared(argument) ? '../' : ''}${defaultOf(argument, choice)}`);
  return runs.map((run) => ({
    ...run,
    arguments: [...run.arguments, ...said.slice(run.arguments.length)],
  }));
}

export function defaultOf(argument: RoleArgument, { endpoints, topic }: CheckedChoice): string {
  switch (argument.kind) {
    case 'endpoint':
      return endpoints.get(argument.endpoint) ?? '';
    case 'topic':
      return topic ?? '';
    case 'value':
      return argument.default;
  }
}

function isShared(argument: RoleArgument): boolean {
  return argument.kind === 'value' && argument.isSharedFolder === true;
}
