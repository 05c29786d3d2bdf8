import assert from 'node:assert/strict';
import { planEditorFiles } from '../../../src/scaffold/editor/editorPlan';
import { planScaffold } from '../../../src/scaffold/planScaffold';
import { runsOf } from '../../../src/scaffold/runsOf';
import { checkChoice } from '../../../src/scaffold/scaffoldChoice';
import { readTemplate } from '../../support/scaffoldTemplates';

const mixed = checkChoice(
  {
    pattern: 'curve-publish-subscribe',
    languages: { keys: 'python', publisher: 'python', subscriber: 'c' },
    endpoints: { data: 'tcp://127.0.0.1:6001' },
    topic: 'two words',
  },
  'linux',
);

describe('how the roles of a scaffold run', () => {
  it('with several languages: with the same folder of keys, above those of the languages', async () => {
    const said = mixed.roles.map(({ role }) => runsOf(role, mixed).map((run) => run.arguments.join('|')));
    assert.deepEqual(said, [
      ['../keys'],
      ['tcp://127.0.0.1:6001|two words|1000|../keys'],
      ['tcp://127.0.0.1:6001|two words|../keys'],
    ]);
    const plan = await planScaffold(mixed, readTemplate);
    const [tasks, launch] = planEditorFiles(plan, { folder: '', debugTypes: new Set() });
    const readme = plan.files.find(({ path }) => path === 'README.md');
    for (const file of [tasks, launch, readme]) {
      assert.ok(file?.text.includes('../keys'), file?.path);
    }
  });

  it('with one language: with their defaults', () => {
    const one = checkChoice(
      {
        pattern: 'curve-request-reply',
        languages: { keys: 'rust', server: 'rust', client: 'rust' },
      },
      'linux',
    );
    for (const { role } of one.roles) assert.deepEqual(runsOf(role, one), [{ title: '', arguments: [] }]);
  });

  it('as often as the pattern says', () => {
    const languages = { server: 'rust', client: 'c' } as const;
    const star = checkChoice({ pattern: 'binary-star', languages }, 'linux');
    const runs = star.roles.map(({ role }) => runsOf(role, star).map((run) => run.arguments));
    assert.deepEqual(runs, [[['primary'], ['backup']], [[]]]);
  });
});
