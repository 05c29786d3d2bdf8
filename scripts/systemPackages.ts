/**
 * What the tests need from the operating system. As root on Debian or a relative of it, what is missing is
 * installed; elsewhere one line says what to install. Nothing is skipped for want of a package: the tests that
 * need it fail with a message that names it. Only the scaffold suite skips a language whose tools are missing, by name.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findBrowser } from './findBrowser.ts';
import { withProgress } from './progress.ts';
import { runQuietly } from './runProcess.ts';

/** Where Debian's libjeromq-java puts it. */
export const jeromqJar = '/usr/share/java/jeromq.jar';

/** Where Debian's librust-*-dev packages put crates, in folders `NAME-VERSION`. */
export const crateRegistry = '/usr/share/cargo/registry';

interface Requirement {
  readonly what: string;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  isThere(): boolean;
}

const requirements: readonly Requirement[] = [
  {
    what: 'Chromium, Chrome or Edge',
    packages: ['chromium', 'fonts-liberation'],
    isThere: () => findBrowser() !== undefined,
  },
  {
    what: 'pyzmq for /usr/bin/python3',
    packages: ['python3', 'python3-zmq'],
    isThere: () => succeeds(process.env['ZEROMQ_TEST_PYTHON'] ?? '/usr/bin/python3', ['-c', 'import zmq']),
  },
  {
    what: 'a C compiler',
    packages: ['gcc', 'libc6-dev'],
    isThere: () => succeeds('cc', ['--version']),
  },
  {
    what: "libzmq's headers",
    packages: ['libzmq3-dev'],
    isThere: () => succeeds('cc', ['-fsyntax-only', '-x', 'c', '-'], '#include <zmq.h>\n'),
  },
  {
    what: 'Java with its compiler, and JeroMQ',
    packages: ['default-jdk-headless', 'libjeromq-java'],
    // The peer is run from its source, which a JRE alone cannot.
    isThere: () => offersJavaCompiler() && existsSync(process.env['ZEROMQ_TEST_JEROMQ'] ?? jeromqJar),
  },
  {
    what: 'CMake with pkg-config',
    packages: ['cmake', 'make', 'pkg-config'],
    isThere: () => succeeds('cmake', ['--version']) && succeeds('pkg-config', ['--version']),
  },
  {
    what: 'a C++ compiler and cppzmq',
    packages: ['g++', 'cppzmq-dev'],
    isThere: () => succeeds('c++', ['-fsyntax-only', '-x', 'c++', '-'], '#include <zmq.hpp>\n'),
  },
  {
    what: 'Cargo',
    packages: ['cargo'],
    isThere: () => succeeds('cargo', ['--version']),
  },
  {
    what: 'the sources of the Rust crates',
    packages: ['librust-zmq-dev', 'librust-signal-hook-dev'],
    isThere: () => offersCrates('zmq', 'signal-hook'),
  },
];

/** Installs or names what is missing. Never throws: what still lacks shows where it is needed. */
export async function provideSystemPackages(): Promise<void> {
  const missing = requirements.filter((requirement) => !requirement.isThere());
  if (missing.length === 0) return;
  const what = missing.map((requirement) => requirement.what).join(', ');
  const packages = missing.flatMap((requirement) => requirement.packages).join(' ');
  if (!isRootOnDebian()) {
    console.log(`Missing: ${what}. On Debian or Ubuntu: sudo apt-get install ${packages}`);
    return;
  }
  try {
    await withProgress('Updating the list of system packages', () => aptGet('update'));
    await install(packages);
  } catch (error) {
    if (missing.length > 1) await installEach(missing);
    else complain(error, what);
  }
}

/** One package that cannot be had must not keep the others away. */
async function installEach(missing: readonly Requirement[]): Promise<void> {
  for (const { what, packages } of missing) {
    try {
      await install(packages.join(' '));
    } catch (error) {
      complain(error, what);
    }
  }
}

function install(packages: string): Promise<void> {
  return withProgress(`Installing ${packages}`, () =>
    aptGet('install', '-y', '--no-install-recommends', ...packages.split(' ')),
  );
}

async function aptGet(...args: readonly string[]): Promise<void> {
  await runQuietly('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

function complain(error: unknown, what: string): void {
  console.error(error instanceof Error ? error.message : error);
  console.error(
    `Missing, and not installed: ${what}. The tests that need it will fail, or say that they are skipped.`,
  );
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function offersJavaCompiler(): boolean {
  const { stdout } = spawnSync('java', ['--list-modules'], { encoding: 'utf8' });
  return /^jdk\.compiler@/m.test(stdout ?? '');
}

/** Whether Debian's sources of some crates are there. */
export function offersCrates(...names: readonly string[]): boolean {
  if (!existsSync(crateRegistry)) return false;
  const there = readdirSync(crateRegistry).map((folder) => folder.replace(/-\d[^-]*$/, ''));
  return names.every((name) => there.includes(name));
}

function succeeds(command: string, args: readonly string[], input = ''): boolean {
  return spawnSync(command, args, { input, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
