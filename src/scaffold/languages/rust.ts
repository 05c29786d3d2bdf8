import { command, type ScaffoldLanguage, type ScaffoldProject } from '../language';
import { patternIds } from '../pattern';
import { nativeDebuggers } from './nativeDebuggers';

export const rust: ScaffoldLanguage = {
  id: 'rust',
  title: 'Rust',
  library: 'zmq',
  offers: patternIds,
  reasons: {},
  transports: ['tcp', 'ipc'],
  fileName: (role) => `${role}.rs`,
  sourceFolder: 'src',
  sharedFiles: (source) => [...source.matchAll(/^\s*(?:pub )?mod (\w+);/gm)].map(([, name]) => `${name}.rs`),
  buildFiles: (project) => [{ path: 'Cargo.toml', text: manifest(project) }],
  leavings: ['target/'],
  needs: ['Rust 1.63 or later with Cargo', 'pkg-config, and libzmq with its headers (Debian: libzmq3-dev)'],
  build: [{ verb: 'build', command: command('cargo', 'build', '--quiet') }],
  run: ({ name }) => command('cargo', 'run', '--quiet', '--bin', name),
  debuggers: ({ name }) => nativeDebuggers(`target/debug/${name}`),
};

function manifest({ name, programs }: ScaffoldProject): string {
  const bins = programs.map(
    (program) => `
[[bin]]
name = "${program.name}"
path = "${program.source}"
`,
  );
  return `[package]
name = "${name}"
version = "0.1.0"
edition = "2021"
publish = false
autobins = false

[dependencies]
signal-hook = "0.3"
zmq = "0.9.2"
${bins.join('')}`;
}
