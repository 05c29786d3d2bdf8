import { commandText, windowsCommandText, withArguments } from './commandText';
import type { ScaffoldCommand } from './language';
import { binds, usageOf, type PatternRole, type RoleArgument } from './pattern';
import type { PlannedProject } from './planScaffold';
import { defaultOf, runsOf } from './runsOf';
import type { CheckedChoice } from './scaffoldChoice';

/** The README of scaffolded programs. */
export function writeReadme(choice: CheckedChoice, projects: readonly PlannedProject[]): string {
  const { pattern } = choice;
  const parts = [
    `# ${pattern.title}`,
    pattern.summary,
    fenced('text', pattern.diagram.replace(/^\n/, '')),
    `**When to use it.** ${pattern.use}\n\n**When not.** ${pattern.avoid}`,
    ...['## Build', ...projects.map((project) => buildPart(project, projects.length > 1))],
    ...runPart(choice, projects),
    ...['## Endpoints', endpointTable(choice)],
    ...['## Programs', ...pattern.roles.map((role) => rolePart(role, choice))],
  ];
  return `${parts.join('\n\n')}\n`;
}

function buildPart({ language, folder }: PlannedProject, isOneOfSeveral: boolean): string {
  const needs = `${language.title} with ${language.library}. You need ${language.needs.join('; ')}.`;
  const commands = language.build.map((step) => step.command);
  return [
    ...(isOneOfSeveral ? [`### ${language.title}`, `In \`${folder}/\`:`] : []),
    needs,
    ...shellBlocks(commands),
  ].join('\n\n');
}

function runPart(choice: CheckedChoice, projects: readonly PlannedProject[]): string[] {
  const several = projects.length > 1;
  const lines = choice.roles.map(({ role, language }) => {
    const project = projects.find((each) => each.language === language);
    const program = project?.programs.find((each) => each.role === role);
    if (!project || !program) throw new Error(`The plan lacks ${role.id}.`);
    const commands = runsOf(role, choice).map((run) => withArguments(language.run(program), run.arguments));
    const where = several ? `, in \`${project.folder}/\`` : '';
    return [`- \`${role.id}\`${where}`, ...shellBlocks(commands).map(indented)].join('\n\n');
  });
  return [
    '## Run',
    `Each in a terminal of its own, ${order(choice)}. Ctrl-C ends a program. In VS Code, the task ` +
      `_${choice.name}: start all_ starts them side by side, and so does the launch configuration of that name, ` +
      'with a debugger where there is one.',
    lines.join('\n\n'),
  ];
}

function order({ pattern }: CheckedChoice): string {
  const first = pattern.roles.filter((role) => role.isPreparation).map((role) => `\`${role.id}\``);
  if (first.length > 0) return `${first.join(' and ')} first and the others in any order`;
  return 'in any order: who connects waits for who binds';
}

function endpointTable({ pattern, endpoints }: CheckedChoice): string {
  const header = ['Name', 'Address', 'Carries', 'Bound by', 'Connected by'];
  const rows = pattern.endpoints.map(({ name, carries }) => [
    name,
    `\`${endpoints.get(name) ?? ''}\``,
    carries,
    ends(pattern.roles, name, 'bind'),
    ends(pattern.roles, name, 'connect'),
  ]);
  return table([header, ...rows]);
}

function ends(roles: readonly PatternRole[], endpoint: string, role: 'bind' | 'connect'): string {
  return roles
    .flatMap(({ id, sockets }) =>
      sockets
        .filter((socket) => socket.endpoint === endpoint && socket.role === role)
        .map(({ type }) => `${id} (${type})`),
    )
    .join(', ');
}

function rolePart(role: PatternRole, choice: CheckedChoice): string {
  const usage = [role.id, usageOf(role)].join(' ').trimEnd();
  const rows = role.arguments.map((argument) => [
    argument.name,
    `\`${defaultOf(argument, choice)}\``,
    meaningOf(argument),
  ]);
  const seen = [...(binds(role) ? ['ready'] : []), ...role.prints].map((line) =>
    line.replaceAll('TOPIC', choice.topic ?? ''),
  );
  return [
    `### ${role.id}`,
    `${role.does}`,
    `\`${usage}\``,
    ...(rows.length > 0 ? [table([['Argument', 'Default', 'Meaning'], ...rows])] : []),
    `Lines such as these appear:`,
    fenced('text', `${seen.join('\n')}`),
  ].join('\n\n');
}

function meaningOf(argument: RoleArgument): string {
  switch (argument.kind) {
    case 'endpoint':
      return `endpoint ${argument.endpoint}`;
    case 'topic':
      return 'topic; a subscriber gets those that begin with it';
    case 'value':
      return argument.means;
  }
}

function shellBlocks(commands: readonly ScaffoldCommand[]): string[] {
  const onWindows = commands.map((command) => windowsCommandText(command) ?? commandText(command));
  const differs = commands.some(({ windows }) => windows !== undefined);
  return [
    fenced('sh', commands.map(commandText).join('\n')),
    ...(differs ? ['On Windows:', fenced('bat', onWindows.join('\n'))] : []),
  ];
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function table([header = [], ...rows]: readonly (readonly string[])[]): string {
  const all = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = header.map((_title, at) => Math.max(3, ...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = all;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}
