import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { currentTarget, nativeTargets, type NativeTarget } from '../../../scripts/nativeTargets';
import { inRepository } from '../../../scripts/repository';

/** What the first bytes of a shared library say about the machine it is for. */
function machineOf(bytes: Buffer): string {
  if (bytes.subarray(0, 4).toString('latin1') === '\u007fELF') {
    return { 0x3e: 'linux x64', 0xb7: 'linux arm64' }[bytes.readUInt16LE(18)] ?? 'unknown ELF';
  }
  if (bytes.readUInt32LE(0) === 0xfeedfacf) {
    return (
      { 0x01000007: 'darwin x64', 0x0100000c: 'darwin arm64' }[bytes.readUInt32LE(4)] ?? 'unknown Mach-O'
    );
  }
  const portableExecutable = bytes.readUInt32LE(0x3c);
  return (
    { 0x8664: 'win32 x64', 0xaa64: 'win32 arm64' }[bytes.readUInt16LE(portableExecutable + 4)] ?? 'unknown'
  );
}

describe('native targets', () => {
  for (const target of Object.keys(nativeTargets) as NativeTarget[]) {
    it(`${target} has a binary for its system and processor`, () => {
      const bytes = readFileSync(inRepository('node_modules/zeromq/build', nativeTargets[target]));
      assert.equal(machineOf(bytes), target.replace('alpine', 'linux').replace('-', ' '));
      if (target.startsWith('linux')) assert.ok(bytes.includes('\0libc.so.6\0'), 'it links to glibc');
      if (target.startsWith('alpine')) assert.ok(bytes.includes('\0libc.musl-'), 'it links to musl');
    });
  }

  it('asks for no glibc newer than 2.28, which the oldest supported systems have', () => {
    for (const target of ['linux-x64', 'linux-arm64'] as const) {
      const bytes = readFileSync(inRepository('node_modules/zeromq/build', nativeTargets[target]));
      const versions = bytes.toString('latin1').match(/GLIBC_2\.\d+/g) ?? [];
      const newest = Math.max(...versions.map((version) => Number(version.slice('GLIBC_2.'.length))));
      assert.ok(newest <= 28, `${target} needs glibc 2.${newest}`);
    }
  });

  it('knows the machine that runs this test', () => {
    assert.ok(currentTarget());
  });
});
