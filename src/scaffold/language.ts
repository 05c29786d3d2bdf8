import type { PatternId } from './pattern';

export const languageIds = ['python', 'typescript', 'javascript', 'c', 'cpp', 'java', 'rust'] as const;
export type LanguageId = (typeof languageIds)[number];

export function isLanguageId(text: string): text is LanguageId {
  return languageIds.some((id) => id === text);
}

/** How the programs of one language are written, built and run. */
export interface ScaffoldLanguage {
  readonly id: LanguageId;
  readonly title: string;
  /** The binding, as its users call it. */
  readonly library: string;
  /** Patterns whose templates are complete and run in the tests, `media/scaffold/ID/PATTERN/ROLE.EXT`. */
  readonly offers: readonly PatternId[];
  /** Why a pattern will not be there: a sentence for people. */
  readonly reasons: Readonly<Partial<Record<PatternId, string>>>;
  /** Transports of the binding that other languages' bindings share, `tcp` first. */
  readonly transports: readonly ('tcp' | 'ipc')[];
  /** `client.py`; without a folder. */
  fileName(role: string): string;
  /** Where programs and shared files lie inside the project, `src` or ``. */
  readonly sourceFolder: string;
  /** Names of files in `media/scaffold/ID/shared` that a source text asks for, by its includes or imports. */
  sharedFiles(source: string): readonly string[];
  /** Build files of a project, by paths inside it. */
  buildFiles(project: ScaffoldProject): readonly ScaffoldFile[];
  /** What building and running leave behind, in the lines of a `.gitignore`. */
  readonly leavings: readonly string[];
  /** What a machine must have before the first build, a line of Markdown each. */
  readonly needs: readonly string[];
  /** From a fresh folder to programs that run; each step is quick when it has nothing to do. */
  readonly build: readonly BuildStep[];
  /** Runs a program with its defaults, in the project's folder. */
  run(program: ScaffoldProgram): ScaffoldCommand;
  /** Debug configurations of well-known debuggers, the best first. */
  debuggers(program: ScaffoldProgram): readonly DebugConfiguration[];
}

/** All programs of one language; its folder holds the build files. */
export interface ScaffoldProject {
  /** A name that every build tool takes: small letters, digits and single hyphens. */
  readonly name: string;
  readonly programs: readonly ScaffoldProgram[];
}

export interface ScaffoldProgram {
  /** Unique in the project; names the target or binary. As a rule the role's id. */
  readonly name: string;
  /** Path inside the project, with `/`: `src/client.ts`. */
  readonly source: string;
  /** Shared files beside it that it needs, by paths inside the project. */
  readonly shared: readonly string[];
  /** What it needs more, such as CURVE. */
  readonly pattern: PatternId;
}

/** A file that is to be written, with its path below the chosen folder. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
}

export interface ScaffoldCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Where it is another one on Windows. */
  readonly windows?: { readonly program: string; readonly arguments: readonly string[] };
}

export interface BuildStep {
  /** `install`, `configure`, `build` */
  readonly verb: string;
  readonly command: ScaffoldCommand;
}

/** A launch configuration without name, request and cwd, which are the same for all. */
export interface DebugConfiguration {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The folder of a project as VS Code writes it in tasks and launch configurations. */
export const projectFolder = '${projectFolder}';

export function command(program: string, ...args: readonly string[]): ScaffoldCommand {
  return { program, arguments: args };
}
