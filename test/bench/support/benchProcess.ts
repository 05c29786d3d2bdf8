import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { testBundleOptions } from '../../../scripts/bundleTests';
import { inRepository } from '../../../scripts/repository';

/**
 * Runs a program of this folder by itself.
 *
 * @param name of its file, without extension
 * @param execArgv what Node is told: engineArguments for parts of the engine, nothing for what they are compared with
 * @returns the one message that it sends. Rejects when it ends without any.
 */
export async function runBenchProcess<T>(
  name: string,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<T> {
  const bundle = inRepository(`out/bench/${name}.cjs`);
  const entry = inRepository(`test/bench/support/${name}.ts`);
  await build({ ...testBundleOptions, entryPoints: [entry], outfile: bundle });
  const child = fork(bundle, [...args], { execArgv: [...execArgv] });
  let answer: { readonly value: T } | undefined;
  child.on('message', (value) => (answer = { value: value as T }));
  const end = () => child.kill();
  process.once('exit', end);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    if (!answer) throw new Error(`${name} ended with ${code} and no answer.`);
    return answer.value;
  } finally {
    process.off('exit', end);
  }
}
