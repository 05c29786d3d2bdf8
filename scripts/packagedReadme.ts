import { readFileSync } from 'node:fs';
import { inRepository } from './repository.ts';

/**
 * The README as the extension's page in VS Code shows it, where relative addresses lead nowhere: pictures are part of
 * the text, and links to files that are not packaged are plain text.
 */
export function packagedReadme(): string {
  return readFileSync(inRepository('README.md'), 'utf8').replaceAll(
    /(!?)\[([^\]]*)\]\((?!https?:|#)([^)]+)\)/g,
    (_all, isPicture: string, text: string, target: string) =>
      isPicture ? `![${text}](${dataUrl(target)})` : text,
  );
}

function dataUrl(picture: string): string {
  return `data:image/png;base64,${readFileSync(inRepository(picture)).toString('base64')}`;
}
