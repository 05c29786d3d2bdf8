import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a command's argument object, which comes from keybindings, tasks and other extensions and may hold
 * anything. Every mistake is a `command/badArgument` that names the command, the field and what it should be.
 */
export class ArgumentReader {
  private constructor(
    private readonly command: string,
    private readonly fields: Fields,
  ) {}

  static of(command: string, raw: unknown): ArgumentReader {
    if (raw === undefined || raw === null) return new ArgumentReader(command, {});
    if (typeof raw !== 'object' || Array.isArray(raw) || ArrayBuffer.isView(raw)) {
      throw badArgument(command, vscode.l10n.t('the argument must be an object'));
    }
    return new ArgumentReader(command, raw as Fields);
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  raw(name: string): unknown {
    return this.fields[name];
  }

  string(name: string): string {
    const value = this.fields[name];
    if (typeof value === 'string') return value;
    throw this.bad(name, vscode.l10n.t('must be a string'));
  }

  optionalString(name: string): string | undefined {
    return this.has(name) ? this.string(name) : undefined;
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.fields[name];
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.bad(name, vscode.l10n.t('must be true or false'));
  }

  number(name: string, least: number, most: number): number {
    const value = this.fields[name];
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw this.bad(name, vscode.l10n.t('must be a number from {0} to {1}', least, most));
  }

  optionalInteger(name: string, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.number(name, least, most);
    if (Number.isInteger(value)) return value;
    throw this.bad(name, vscode.l10n.t('must be a whole number'));
  }

  /** @returns an empty list where the field is missing. */
  list(name: string): readonly unknown[] {
    const value = this.fields[name] ?? [];
    if (Array.isArray(value)) return value as unknown[];
    throw this.bad(name, vscode.l10n.t('must be a list'));
  }

  strings(name: string): readonly string[] {
    return this.list(name).map((value) => {
      if (typeof value === 'string') return value;
      throw this.bad(name, vscode.l10n.t('must be a list of strings'));
    });
  }

  /** @returns an empty object where the field is missing. */
  record(name: string): Fields {
    const value = this.fields[name] ?? {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Fields;
    throw this.bad(name, vscode.l10n.t('must be an object'));
  }

  bad(name: string, problem: string): WorkbenchError {
    return badArgument(this.command, `\`${name}\` ${problem}`);
  }
}

function badArgument(command: string, problem: string): WorkbenchError {
  return new WorkbenchError({
    code: 'command/badArgument',
    message: vscode.l10n.t('{0}: {1}. docs/commands.md describes the arguments.', command, problem),
  });
}
