import { readRepositoryFile } from './manifest';

/** What docs/commands.md says about one command. */
export interface DocumentedCommand {
  readonly id: string;
  /** Names in the table of arguments. */
  readonly argumentNames: readonly string[];
  /** The argument objects in its ```json blocks. */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

export const commandsDocument = readRepositoryFile('docs/commands.md');

export function documentedCommands(document: string): readonly DocumentedCommand[] {
  return document
    .split(/^(?=#{2,3} )/m)
    .filter((section) => section.startsWith('### '))
    .map((section) => ({
      id: section.slice(4, section.indexOf('\n')).trim(),
      argumentNames: firstCells(section),
      examples: [...section.matchAll(/```json\n(.*?)```/gs)].map(
        ([, json]) => JSON.parse(json ?? '') as Record<string, unknown>,
      ),
    }));
}

/** @returns the code in the first cells of the tables under a `## heading`. */
export function tableUnder(document: string, heading: string): readonly (readonly string[])[] {
  const section = document.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? ''));
}

function firstCells(section: string): readonly string[] {
  return [...section.matchAll(/^\| `(\w+)`\s*\|/gm)].map(([, name]) => name ?? '');
}
