import { analyseFile } from '../../../src/analysis/analyseFile';
import { languages } from '../../../src/analysis/languages/languages';
import { scanPlainText } from '../../../src/analysis/plainText/scanPlainText';
import { withTree } from './parsers';
import { scoreFile, totalScore, type Score } from './score';
import { readCorpus } from './truth';

/** Analyses every file of one of the corpus' folders. */
export async function scoreCorpus(folder: string): Promise<Score> {
  const files = readCorpus(folder);
  if (folder === 'plain') {
    return totalScore(files.map((file) => scoreFile(file, scanPlainText(file.source, file.name))));
  }
  const language = languages.find(({ id }) => id === folder);
  if (!language) throw new Error(`No language is called ${folder}.`);
  const scores: Score[] = [];
  for (const file of files) {
    const facts = await withTree(file.source, language, (tree) => analyseFile(tree, file.source, language));
    scores.push(scoreFile(file, facts.endpoints));
  }
  return totalScore(scores);
}
