import { analyseFile } from '../../../src/analysis/analyseFile';
import { languageOfFile } from '../../../src/analysis/languages/languages';
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
  const scores: Score[] = [];
  for (const file of files) {
    const language = languageOfFile(file.name, file.source);
    if (language?.id !== folder) throw new Error(`${file.name} is no ${folder} file.`);
    const facts = await withTree(file.source, language, (tree) => analyseFile(tree, file.source, language));
    scores.push(scoreFile(file, facts.endpoints));
  }
  return totalScore(scores);
}
