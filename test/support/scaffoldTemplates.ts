import { readFile } from 'node:fs/promises';
import { inRepository } from '../../scripts/repository';

/** Reads a template as the host and the command line do. */
export function readTemplate(path: string): Promise<string> {
  return readFile(inRepository('media/scaffold', path), 'utf8');
}
