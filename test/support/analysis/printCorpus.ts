import { scoreCorpus } from './scoreCorpus';
import { corpusNames } from './truth';

/** Prints precision and recall of each of the corpus' folders, or of those that are named, and what is amiss. */
async function print(selected: readonly string[]): Promise<void> {
  const names = selected.length > 0 ? selected : corpusNames();
  console.log('language      right  wrong  missed  precision  recall');
  for (const name of names) {
    const { right, wrong, missed, precision, recall } = await scoreCorpus(name);
    const counts = [right, wrong.length, missed.length].map((count) => String(count).padStart(7)).join('');
    console.log(
      `${name.padEnd(12)}${counts}${precision.toFixed(3).padStart(11)}${recall.toFixed(3).padStart(8)}`,
    );
    for (const line of wrong) console.log(`  + ${line}`);
    for (const line of missed) console.log(`  - ${line}`);
  }
}

void print(process.argv.slice(2));
