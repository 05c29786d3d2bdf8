import type { ScaffoldFile, ScaffoldLanguage, ScaffoldProgram, ScaffoldProject } from './language';
import { sharedPath, templatePath } from './languages/languages';
import { binds, type PatternRole } from './pattern';
import { renderTemplate } from './renderTemplate';
import type { CheckedChoice } from './scaffoldChoice';
import { writeReadme } from './writeReadme';

/** What is written into the chosen folder, and what VS Code's files need to know. */
export interface ScaffoldPlan {
  readonly choice: CheckedChoice;
  /** In the order of a tree; all paths are below the chosen folder. VS Code's files are not among them. */
  readonly files: readonly ScaffoldFile[];
  readonly projects: readonly PlannedProject[];
  /** The program to show first: one that binds. */
  readonly mainFile: string;
}

/** The programs of one language. */
export interface PlannedProject extends ScaffoldProject {
  readonly language: ScaffoldLanguage;
  /** Below the chosen folder: empty, or the language's id where there are several languages. */
  readonly folder: string;
  readonly programs: readonly PlannedProgram[];
}

export interface PlannedProgram extends ScaffoldProgram {
  readonly role: PatternRole;
}

/** Reads a template by its path below `media/scaffold`. */
export type ReadTemplate = (path: string) => Promise<string>;

/** Rejects with a WorkbenchError where a template is wrong, and with what `read` rejects with. */
export async function planScaffold(choice: CheckedChoice, read: ReadTemplate): Promise<ScaffoldPlan> {
  const languages = [...new Set(choice.roles.map(({ language }) => language))];
  const projects: PlannedProject[] = [];
  const files: ScaffoldFile[] = [];
  for (const language of languages) {
    const folder = languages.length > 1 ? language.id : '';
    const { project, sources } = await planProject(choice, language, folder, read);
    projects.push(project);
    const inProject = [...language.buildFiles(project), ...sources];
    files.push(...inProject.map(({ path, text }) => ({ path: below(folder, path), text })));
  }
  const readme = { path: 'README.md', text: writeReadme(choice, projects) };
  return { choice, projects, files: [readme, ...files], mainFile: mainFileOf(projects) };
}

/** Joins paths, either of which may be empty. */
export function below(folder: string, path: string): string {
  return folder === '' || path === '' ? folder + path : `${folder}/${path}`;
}

async function planProject(
  choice: CheckedChoice,
  language: ScaffoldLanguage,
  folder: string,
  read: ReadTemplate,
): Promise<{ project: PlannedProject; sources: ScaffoldFile[] }> {
  const { pattern, endpoints, topic, name } = choice;
  const place = (file: string) => below(language.sourceFolder, file);
  const sources = new Map<string, string>();
  const take = async (path: string, file: string): Promise<string> => {
    const text = renderTemplate(await read(path), path, { endpoints, topic });
    sources.set(place(file), text);
    return text;
  };
  /** What a text asks for, directly or not. */
  const takeShared = async (text: string, taken = new Set<string>()): Promise<ReadonlySet<string>> => {
    for (const shared of language.sharedFiles(text).filter((file) => !taken.has(file))) {
      taken.add(shared);
      await takeShared(await take(sharedPath(language, shared), shared), taken);
    }
    return taken;
  };

  const programs: PlannedProgram[] = [];
  for (const { role } of choice.roles.filter((chosen) => chosen.language === language)) {
    const file = language.fileName(role.id);
    const text = await take(templatePath(language, pattern.id, role.id), file);
    const shared = [...(await takeShared(text))].map(place);
    programs.push({ name: role.id, source: place(file), shared, pattern: pattern.id, role });
  }
  const project = { name, programs, language, folder };
  return { project, sources: [...sources].map(([path, text]) => ({ path, text })) };
}

function mainFileOf(projects: readonly PlannedProject[]): string {
  const all = projects.flatMap((project) => project.programs.map((program) => ({ project, program })));
  const main = all.find(({ program }) => binds(program.role)) ?? all[0];
  if (!main) throw new Error('A pattern has at least one role.');
  return below(main.project.folder, main.program.source);
}
