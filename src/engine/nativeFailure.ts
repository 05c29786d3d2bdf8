import type { ErrorInfo } from '../base/workbenchError';

const rest = 'Recordings, decoding and the rest of the workbench go on without it.';

interface Cause {
  readonly code: string;
  readonly pattern: RegExp;
  readonly sentence: (error: string) => string;
}

/** What dlopen and its kin say, in the order in which the patterns are tried. */
const causes: readonly Cause[] = [
  {
    code: 'engine/nativeMissing',
    pattern:
      /cannot find module|no such file or directory|cannot open shared object|image not found|no such file|specified module could not be found/i,
    sentence: () =>
      'The ZeroMQ library of the extension (native/addon.node) is missing. Reinstall the extension, in the build ' +
      `for ${process.platform}-${process.arch}.`,
  },
  {
    code: 'engine/nativeTooNew',
    pattern: /GLIBC(XX)?_[\d.]+['’]? not found/i,
    sentence: (error) => {
      const version = /GLIBC(?:XX)?_[\d.]+/.exec(error)?.[0] ?? 'a newer C library';
      return `The ZeroMQ library of the extension needs ${version}, which this system does not have. Update the system, or use the extension on a newer one.`;
    },
  },
  {
    code: 'engine/nativeWrongBuild',
    pattern:
      /wrong ELF class|invalid ELF header|exec format|incompatible architecture|wrong architecture|not a valid Win32|not a mach-o|no compatible zeromq\.js addon|error relocating|ld-musl|ld-linux|libc\.musl|file too short|invalid mach/i,
    sentence: () =>
      `The ZeroMQ library of the extension was built for another system than ${process.platform}-${process.arch}. ` +
      'Install the build of the extension for this system.',
  },
  {
    code: 'engine/nativeBlocked',
    pattern:
      /permission denied|operation not permitted|code signature|library validation|blocked|access is denied/i,
    sentence: () =>
      'This system does not let the ZeroMQ library of the extension load. Allow native/addon.node in the security ' +
      'settings, or ask whoever manages this machine.',
  },
];

/** @returns why the native addon did not load, as a sentence. */
export function nativeFailure(thrown: unknown): ErrorInfo {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const detail = thrown instanceof Error ? thrown.stack : undefined;
  // A file of the addon that dlopen misses is named; a library that the addon needs is not the addon.
  for (const { code, pattern, sentence } of causes) {
    if (pattern.test(text)) return { code, message: `${sentence(text)} ${rest}`, action: 'showLog', detail };
  }
  const message = `The ZeroMQ library of the extension did not load: ${text.split('\n', 1)[0]}. ${rest}`;
  return { code: 'engine/nativeLoadFailed', message, action: 'showLog', detail };
}
