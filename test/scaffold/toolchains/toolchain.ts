import type { LanguageId, ScaffoldProgram } from '../../../src/scaffold/language';

/** How programs of one language are built and run with what this machine has, without a network. */
export interface Toolchain {
  readonly language: LanguageId;
  /** What this machine lacks; undefined where everything is there. */
  missing(): string | undefined;
  /** Builds all programs of the project in a folder. Rejects with the tools' output. */
  build(folder: string, programs: readonly ScaffoldProgram[]): Promise<void>;
  /** The command without the program's arguments, to be run in any folder. */
  run(
    folder: string,
    program: ScaffoldProgram,
  ): { readonly command: string; readonly args: readonly string[] };
}
