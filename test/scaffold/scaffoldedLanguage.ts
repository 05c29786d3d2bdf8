import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRepository } from '../../scripts/repository';
import { patternOf } from '../../src/scaffold/catalogue/patterns';
import type { LanguageId, ScaffoldFile, ScaffoldProgram } from '../../src/scaffold/language';
import { scaffoldLanguage } from '../../src/scaffold/languages/languages';
import type { PatternId } from '../../src/scaffold/pattern';
import { below, planScaffold } from '../../src/scaffold/planScaffold';
import { checkChoice } from '../../src/scaffold/scaffoldChoice';
import { readTemplate } from '../support/scaffoldTemplates';
import { toolchains } from './toolchains/toolchains';

/** Programs of several patterns in one language, as one project, so that the tools run once. */
export class ScaffoldedLanguage {
  readonly folder: string;
  private readonly programs = new Map<string, ScaffoldProgram>();

  constructor(readonly id: LanguageId) {
    this.folder = inRepository('out/scaffold', id);
  }

  /** Scaffolds and builds. What an earlier build left is used where the sources are the same. */
  async build(patterns: readonly PatternId[]): Promise<void> {
    const language = scaffoldLanguage(this.id);
    const files: ScaffoldFile[] = [];
    for (const id of patterns) {
      const roles = patternOf(id).roles.map((role) => [role.id, this.id] as const);
      const choice = checkChoice({ pattern: id, languages: Object.fromEntries(roles) }, process.platform);
      const plan = await planScaffold(choice, readTemplate);
      const [project] = plan.projects;
      if (!project) throw new Error(`${id} has no programs.`);
      const moved = (file: string) => movedFile(file, language.sourceFolder, id);
      const sources = new Set(project.programs.flatMap(({ source, shared }) => [source, ...shared]));
      for (const file of plan.files)
        if (sources.has(file.path)) files.push({ ...file, path: moved(file.path) });
      for (const { name, source, shared, pattern } of project.programs) {
        const program = { name: `${id}-${name}`, source: moved(source), shared: shared.map(moved), pattern };
        this.programs.set(program.name, program);
      }
    }
    const programs = [...this.programs.values()];
    files.push(...language.buildFiles({ name: 'scaffolded', programs }));
    for (const file of files) await this.write(file);
    await toolchains[this.id].build(this.folder, programs);
  }

  /** The command of a program, its arguments left out. */
  command(pattern: PatternId, role: string): { command: string; args: readonly string[] } {
    const program = this.programs.get(`${pattern}-${role}`);
    if (!program) throw new Error(`${role} of ${pattern} is not built in ${this.id}.`);
    return toolchains[this.id].run(this.folder, program);
  }

  /** Build tools go by the time of the last change. */
  private async write({ path: name, text }: ScaffoldFile): Promise<void> {
    const file = path.join(this.folder, name);
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
    await rm(file, { force: true });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** `src/client.ts` -> `src/request-reply/client.ts` */
function movedFile(file: string, sourceFolder: string, pattern: PatternId): string {
  return below(sourceFolder, `${pattern}/${path.basename(file)}`);
}
