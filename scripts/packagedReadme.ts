import { readFileSync } from 'node:fs';
import { inRepository } from './repository.ts';

/**
 * The README for the extension's page in VS Code, which resolves no relative address and shows pictures only from
 * https: they are left out, and links to files that are not packaged are plain text.
 */
export function packagedReadme(): string {
  return readFileSync(inRepository('README.md'), 'utf8')
    .replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]+\)\n+/gm, '')
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)]+\)/g, '$1');
}
