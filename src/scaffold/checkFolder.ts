import type { ScaffoldFault } from './scaffoldFault';

const longestName = 255;
const longestPath = 1024;
/** Devices of Windows, with any ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A folder as it is typed, relative or absolute. What is on the disk is another matter.
 *
 * @param platform Node's `process.platform`
 * @returns undefined where it is good
 */
export function checkFolder(text: string, platform: string): ScaffoldFault | undefined {
  const onWindows = platform === 'win32';
  if (text.trim() === '') return fault('The folder is empty. Write one like examples/request-reply.');
  if (text.length > longestPath) return fault(`The path is longer than ${longestPath} characters.`);
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text)) {
    return fault('The path holds characters that cannot be seen. Leave them out.');
  }
  if (text.startsWith('~')) return fault('~ stands for nothing here. Write the whole path.');
  const names = text
    .replace(onWindows ? /^[a-z]:(?=[\\/])/i : /^$/, '')
    .split(onWindows ? /[\\/]/ : '/')
    .filter((name) => name !== '');
  for (const name of names) {
    const wrong = wrongName(name, onWindows);
    if (wrong) return fault(wrong);
  }
  return undefined;
}

function wrongName(name: string, onWindows: boolean): string | undefined {
  if (name === '..') return 'The path goes up with "..". Write the folder itself.';
  if (name === '.') return undefined;
  if (name.length > longestName) return `A folder's name has at most ${longestName} characters.`;
  if (/^\s|\s$/.test(name)) return `"${name}" begins or ends with a space. Leave it out.`;
  // launch.json and tasks.json would take it for a variable
  if (name.includes('${')) return `"${name}" holds \${, which VS Code takes for a variable. Leave it out.`;
  if (!onWindows) return undefined;
  const mark = /[<>:"|?*]/.exec(name)?.[0];
  if (mark) return `Windows has no folders with ${mark} in their names.`;
  if (name.endsWith('.')) return `Windows has no folders whose names end with a dot, as "${name}" does.`;
  return devices.test(name) ? `"${name}" is a device of Windows. Choose another name.` : undefined;
}

function fault(message: string): ScaffoldFault {
  return { code: 'scaffold/badFolder', message };
}
