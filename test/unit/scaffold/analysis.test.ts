import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFaults } from '../../../src/cli/findFaults';
import { installedGrammars } from '../../../src/cli/grammars';
import { readWorkspace } from '../../../src/cli/readWorkspace';
import { Places, reportUses } from '../../../src/cli/report';
import { patternOf } from '../../../src/scaffold/catalogue/patterns';
import { planEditorFiles } from '../../../src/scaffold/editor/editorPlan';
import type { ScaffoldLanguage } from '../../../src/scaffold/language';
import { languages } from '../../../src/scaffold/languages/languages';
import type { PatternId } from '../../../src/scaffold/pattern';
import { planScaffold, type ScaffoldPlan } from '../../../src/scaffold/planScaffold';
import { checkChoice } from '../../../src/scaffold/scaffoldChoice';
import { readTemplate } from '../../support/scaffoldTemplates';

const grammars = installedGrammars();
/** Where a ZAP handler binds (RFC 27); no endpoint of the pattern's. */
const zap = 'inproc://zeromq.zap.01';

async function planOf(pattern: PatternId, language: ScaffoldLanguage): Promise<ScaffoldPlan> {
  const roles = patternOf(pattern).roles.map(({ id }) => [id, language.id] as const);
  const choice = checkChoice({ pattern, languages: Object.fromEntries(roles) }, process.platform);
  return planScaffold(choice, readTemplate);
}

/** What the workbench sees in a scaffold, README and VS Code's files included. */
async function analysed(plan: ScaffoldPlan) {
  const folder = await mkdtemp(path.join(tmpdir(), 'scaffold-'));
  try {
    for (const { path: name, text } of [
      ...plan.files,
      ...planEditorFiles(plan, { folder: '', debugTypes: new Set() }),
    ]) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const complaints: string[] = [];
    const workspace = await readWorkspace(folder, grammars, (complaint) => complaints.push(complaint));
    assert.deepEqual(complaints, []);
    return {
      uses: reportUses(workspace, new Places(workspace.sources)),
      findings: findFaults(workspace).map(({ path: file, code, message }) => `${file} ${code}: ${message}`),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the analysis of scaffolded programs', () => {
  for (const language of languages) {
    for (const pattern of language.offers) {
      it(`sees the sockets of ${language.id} ${pattern} and nothing wrong`, async () => {
        const plan = await planOf(pattern, language);
        const { uses, findings } = await analysed(plan);
        assert.deepEqual(findings, []);
        for (const { role, source } of plan.projects.flatMap(({ programs }) => programs)) {
          const seen = uses
            .filter((use) => use.file === source && use.endpoint !== zap)
            .filter((use) => use.role === 'bind' || use.role === 'connect')
            .map((use) => `${use.socketType ?? '?'} ${use.role ?? '?'} ${use.endpoint}`);
          const wanted = role.sockets.map(
            (socket) => `${socket.type} ${socket.role} ${plan.choice.endpoints.get(socket.endpoint) ?? '?'}`,
          );
          assert.deepEqual([...new Set(seen)].sort(), [...wanted].sort(), source);
        }
      });
    }
  }
});
