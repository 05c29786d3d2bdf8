import { runProcess } from './runProcess.ts';

export interface BuildMode {
  readonly production?: boolean;
  /** One bundle in place of all. */
  readonly only?: 'extension' | 'engine' | 'inspector';
  /** Where to, in place of dist/. */
  readonly outdir?: string;
}

/** Builds the extension into dist/. Throws when it does not build; esbuild has printed why. */
export async function buildExtension(mode: BuildMode = {}): Promise<void> {
  const args = ['esbuild.config.mjs'];
  if (mode.production) args.push('--production');
  if (mode.only) args.push(`--only=${mode.only}`);
  if (mode.outdir) args.push(`--outdir=${mode.outdir}`);
  const code = await runProcess(process.execPath, args);
  if (code !== 0) throw new Error('The extension did not build.');
}
