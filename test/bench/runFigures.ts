/** Measures the figures named by the arguments, or all, and sends each FigureResult to scripts/bench.ts. */
import { buildExtension } from '../../scripts/buildExtension';
import { isWithin, type FigureResult } from '../../scripts/figureResult';
import { closeSharedBrowser } from '../ui/support/browserPages';
import { stopSharedVsCode } from '../ui/support/testVsCode';
import type { Figure } from './figure';
import { figures } from './figures';

/** Lets those who started processes end them. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
process.on('disconnect', () => process.exit(1));

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

async function run(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !figures.some((figure) => figure.name === name));
  if (unknown !== undefined) {
    console.error(`There is no figure ${unknown}. Figures:\n${figures.map(listed).join('\n')}`);
    return 2;
  }
  const chosen = names.length > 0 ? figures.filter(({ name }) => names.includes(name)) : figures;
  // what people get is what is measured
  await buildExtension({ production: true });
  let missed = 0;
  try {
    for (const figure of chosen) {
      const result = await measure(figure);
      if (!result.ok) missed++;
      await report(result);
    }
  } finally {
    await stopSharedVsCode();
    await closeSharedBrowser();
  }
  return missed > 0 ? 1 : 0;
}

async function measure(figure: Figure): Promise<FigureResult> {
  const { name, target } = figure;
  console.error(`${name}: ${figure.describe}`);
  try {
    const { value, unit, ratio } = await figure.run((line) => console.error(`  ${line}`));
    return { name, value, unit, ratio: ratio ?? null, target, ok: isWithin(target, ratio ?? value) };
  } catch (error) {
    console.error(`${name} was not measured:`, error);
    return { name, value: null, unit: '', ratio: null, target, ok: false };
  }
}

/** Resolves when the result is on its way, so that it does not end with this process. */
function report(result: FigureResult): Promise<void> {
  return new Promise((resolve) => process.send!(result, undefined, undefined, () => resolve()));
}

function listed({ name, describe }: Figure): string {
  return `  ${name}\n    ${describe}`;
}
