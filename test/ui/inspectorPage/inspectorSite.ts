import { build } from 'esbuild';
import { inRepository } from '../../../scripts/repository';
import { BrowserPages } from '../support/browserPages';

/** What inspector pages load, and the pages that show it. */
export interface InspectorSite {
  readonly pages: BrowserPages;
  /** The built webview. */
  readonly folder: string;
  /** The script of the harness. */
  readonly harness: Buffer;
}

let shared: Promise<InspectorSite> | undefined;

/** One for a whole test run. */
export function inspectorSite(): Promise<InspectorSite> {
  return (shared ??= makeSite());
}

async function makeSite(): Promise<InspectorSite> {
  const [{ outputFiles }, pages] = await Promise.all([
    build({
      entryPoints: [inRepository('test/ui/inspectorPage/harnessPage.ts')],
      bundle: true,
      format: 'iife',
      target: 'chrome128',
      write: false,
      logLevel: 'error',
    }),
    BrowserPages.start({ reducedMotion: 'reduce' }),
  ]);
  return { pages, folder: inRepository('dist/webview'), harness: Buffer.from(outputFiles[0]!.contents) };
}
