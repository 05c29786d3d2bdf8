import type { ScaffoldCommand } from './language';

/** A command as one types it into a POSIX shell. */
export function commandText({ program, arguments: args }: ScaffoldCommand): string {
  return [program, ...args].map(quoted).join(' ');
}

/** As in `cmd`, which PowerShell reads as well. Undefined where it is the same as elsewhere. */
export function windowsCommandText({ windows }: ScaffoldCommand): string | undefined {
  if (!windows) return undefined;
  return [windows.program, ...windows.arguments]
    .map((word) => (/[\s;&|]/.test(word) ? `"${word}"` : word))
    .join(' ');
}

/** The command with further arguments, on Windows too. */
export function withArguments(command: ScaffoldCommand, more: readonly string[]): ScaffoldCommand {
  const { program, arguments: args, windows } = command;
  const there = windows && { program: windows.program, arguments: [...windows.arguments, ...more] };
  return { program, arguments: [...args, ...more], ...(there && { windows: there }) };
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
