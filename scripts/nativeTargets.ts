/**
 * Which of zeromq's prebuilt Node-API binaries serves which `vsce --target`.
 *
 * zeromq ships several per platform; the number is the ABI of the Node they were built with, which a Node-API
 * addon does not depend on. `glibc-127` is the Linux build that needs only glibc 2.25 (its siblings need 2.38).
 */
import { existsSync } from 'node:fs';

/** Paths below node_modules/zeromq/build. */
export const nativeTargets = {
  'linux-x64': 'linux/x64/node/glibc-127-Release/addon.node',
  'linux-arm64': 'linux/arm64/node/glibc-127-Release/addon.node',
  'alpine-x64': 'linux/x64/node/musl-127-Release/addon.node',
  'alpine-arm64': 'linux/arm64/node/musl-127-Release/addon.node',
  'darwin-x64': 'darwin/x64/node/libc-115-Release/addon.node',
  'darwin-arm64': 'darwin/arm64/node/libc-115-Release/addon.node',
  'win32-x64': 'win32/x64/node/msvc-115-Release/addon.node',
  'win32-arm64': 'win32/arm64/node/msvc-115-Release/addon.node',
} as const satisfies Record<string, string>;

export type NativeTarget = keyof typeof nativeTargets;

export function isNativeTarget(name: string): name is NativeTarget {
  return Object.hasOwn(nativeTargets, name);
}

/** The target of the machine that runs this, or undefined where zeromq has no binary for it. */
export function currentTarget(): NativeTarget | undefined {
  const isAlpine = process.platform === 'linux' && existsSync('/etc/alpine-release');
  const name = `${isAlpine ? 'alpine' : process.platform}-${process.arch}`;
  return isNativeTarget(name) ? name : undefined;
}
