/** The JavaScript templates are the TypeScript ones without their types. */
import * as nodeModule from 'node:module';
import { format, resolveConfig } from 'prettier';
import { inRepository } from './repository.ts';

// Newer than the oldest Node that the types are for.
const { stripTypeScriptTypes } = nodeModule as unknown as {
  stripTypeScriptTypes: (code: string) => string;
};

/** A template in JavaScript, formatted; `typescript` is the same program in TypeScript. */
export async function javaScriptOf(typescript: string): Promise<string> {
  const config = await resolveConfig(inRepository('package.json'));
  return format(stripTypeScriptTypes(typescript), { ...config, parser: 'babel' });
}
