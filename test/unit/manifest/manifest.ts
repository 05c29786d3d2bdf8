import { readFileSync } from 'node:fs';
import { inRepository } from '../../../scripts/repository';

export interface CommandContribution {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon?: string;
}

export interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

export interface Keybinding extends MenuItem {
  readonly key: string;
}

export interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly markdownDescription: string;
  readonly items?: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
}

export interface WalkthroughStep {
  readonly description: string;
  readonly completionEvents: readonly string[];
  readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
}

export interface Manifest {
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly CommandContribution[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly Keybinding[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly WalkthroughStep[] }[];
  };
}

export function readRepositoryFile(name: string): string {
  return readFileSync(inRepository(name), 'utf8');
}

export const manifestText = readRepositoryFile('package.json');
export const manifest = JSON.parse(manifestText) as Manifest;
export const strings = JSON.parse(readRepositoryFile('package.nls.json')) as Readonly<Record<string, string>>;

/** @returns the text behind `%key%`. */
export function localized(reference: string): string | undefined {
  return strings[reference.replace(/^%|%$/g, '')];
}
