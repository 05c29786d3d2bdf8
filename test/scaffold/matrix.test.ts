import assert from 'node:assert/strict';
import type { LanguageId } from '../../src/scaffold/language';
import { languages } from '../../src/scaffold/languages/languages';
import { binds, patternIds, type PatternId } from '../../src/scaffold/pattern';
import { Cast } from './cast';
import { malformedTrials } from './malformed/malformedTrials';
import { Matrix } from './matrix';
import { Pool } from './pool';
import { ScaffoldedLanguage } from './scaffoldedLanguage';
import { mixedScenarios, type MixedScenario } from './scenarios/mixedScenarios';
import { scenarios } from './scenarios/scenarios';
import { toolchains } from './toolchains/toolchains';

/** `LANGUAGE PATTERN` and `PATTERN between languages, LANGUAGE serves` are titles, for `--grep`. */
const grep = new RegExp(process.env['ZEROMQ_TEST_GREP'] ?? '');
const atOnce = 3;
const buildLimit = 300_000;
const scenarioLimit = 240_000;
/** What takes longest comes last, while scenarios of the others run. */
const buildOrder: readonly LanguageId[] = ['python', 'javascript', 'typescript', 'java', 'rust', 'c', 'cpp'];

interface Planned {
  readonly title: string;
  readonly pattern: PatternId;
  readonly language: LanguageId;
  /** Languages whose builds it needs. */
  readonly needs: readonly LanguageId[];
  play(cast: Cast): Promise<void>;
}

const matrix = new Matrix();
const pool = new Pool(atOnce);
const lacks = new Map(languages.map(({ id }) => [id, toolchains[id].missing()]));
const usable = languages.filter(({ id }) => lacks.get(id) === undefined);

function offering(pattern: PatternId): LanguageId[] {
  return usable.filter(({ offers }) => offers.includes(pattern)).map(({ id }) => id);
}

function isChosen(title: string): boolean {
  return grep.test(`scaffolded programs ${title}`);
}

const single: Planned[] = patternIds.flatMap((pattern) =>
  offering(pattern).map((language) => ({
    title: `${language} ${pattern}`,
    pattern,
    language,
    needs: [language],
    play: async (cast: Cast) => {
      await scenarios[pattern](cast);
      await cast.finish();
      await refuseBadArguments(cast);
    },
  })),
);

const malformed: Planned[] = patternIds.flatMap((pattern) => {
  const trials = malformedTrials[pattern];
  if (!trials) return [];
  return offering(pattern).map((language) => ({
    title: `${language} ${pattern}, malformed messages`,
    pattern,
    language,
    needs: [language],
    play: async (cast: Cast) => {
      await Promise.all(trials.map((trial) => trial(cast)));
      await cast.finish();
    },
  }));
});

const mixed: Planned[] = Object.entries(mixedScenarios).flatMap(([id, scenario]) => {
  const pattern = id as PatternId;
  const all = offering(pattern);
  if (all.length < 2) return [];
  return all.map((language) => mixedPlan(pattern, language, all, scenario));
});

function mixedPlan(
  pattern: PatternId,
  language: LanguageId,
  all: readonly LanguageId[],
  scenario: MixedScenario,
): Planned {
  return {
    title: `${pattern} between languages, ${language} serves ${all.join(', ')}`,
    pattern,
    language,
    needs: all,
    play: async (cast) => {
      await scenario(cast, all);
      await cast.finish();
    },
  };
}

/** Every program says how it is used, and what is wrong with an endpoint. */
async function refuseBadArguments(cast: Cast): Promise<void> {
  for (const role of cast.pattern.roles) {
    const excess = role.arguments.map(() => 'x');
    const many = cast.run(role.id, [...excess, 'x'], { mayComplain: /./ });
    await many.endsWith(2);
    assert.deepEqual(many.lines, [], many.name);
    assert.ok(many.errors.length > 0, `${many.name} says nothing on wrong arguments`);
  }
  const [first] = cast.pattern.roles.filter(binds);
  if (!first) return;
  const help = cast.run(first.id, ['--help']);
  await help.endsWith(0);
  assert.match(help.lines.join('\n'), /usage/i);
  const args = first.arguments.flatMap((each) =>
    each.kind === 'endpoint' ? ['tcp://no.such.interface:1'] : each.name === 'ROLE' ? ['primary'] : [],
  );
  const lost = cast.run(first.id, args, { mayComplain: /./ });
  await lost.endsWith(1);
  assert.match(lost.errors.join('\n'), /tcp:\/\/no\.such\.interface:1/, lost.name);
}

describe('scaffolded programs', () => {
  const built = new Map<LanguageId, ScaffoldedLanguage>();
  const broken = new Map<LanguageId, unknown>();
  const running = new Map<Planned, Promise<void>>();
  const chosen = [...single, ...malformed, ...mixed].filter(({ title }) => isChosen(title));

  async function play(planned: Planned): Promise<void> {
    const unbuilt = planned.needs.find((language) => broken.has(language));
    if (unbuilt !== undefined) throw broken.get(unbuilt);
    const cast = await Cast.create(planned.pattern, planned.language, built);
    try {
      await planned.play(cast);
    } finally {
      await cast.dispose();
    }
  }

  /** Scenarios run while further languages are built, a few at a time; each is awaited by its test. */
  function startWhatCan(): void {
    for (const planned of chosen) {
      if (running.has(planned) || !planned.needs.every((id) => built.has(id) || broken.has(id))) continue;
      const run = pool.run(() => play(planned));
      run.catch(() => undefined);
      running.set(planned, run);
    }
  }

  before('build', async function () {
    this.timeout(buildLimit * languages.length);
    for (const id of buildOrder.filter((each) => lacks.get(each) === undefined)) {
      const wanted = chosen.filter(({ needs }) => needs.includes(id)).map(({ pattern }) => pattern);
      const patterns = patternIds.filter((pattern) => wanted.includes(pattern));
      if (patterns.length === 0) continue;
      const scaffolded = new ScaffoldedLanguage(id);
      const started = performance.now();
      try {
        await scaffolded.build(patterns);
        built.set(id, scaffolded);
        console.log(`    ${id}: ${patterns.length} patterns built in ${seconds(started)} s`);
      } catch (error) {
        // its own tests fail with this, and the other languages go on
        broken.set(id, error);
        console.log(`    ${id}: the build failed`);
      }
      startWhatCan();
    }
  });

  after(() => {
    console.log(`${matrix.toString()}\n`);
  });

  for (const planned of [...single, ...mixed]) {
    it(planned.title, async function () {
      this.timeout(scenarioLimit);
      const set = (outcome: 'ok' | 'FAILED') =>
        mixed.includes(planned)
          ? matrix.setMixed(planned.pattern, planned.language, outcome)
          : matrix.set(planned.pattern, planned.language, outcome);
      try {
        await running.get(planned);
        set('ok');
      } catch (error) {
        set('FAILED');
        throw error;
      }
    });
  }

  for (const planned of malformed) {
    it(planned.title, async function () {
      this.timeout(scenarioLimit);
      try {
        await running.get(planned);
      } catch (error) {
        matrix.set(planned.pattern, planned.language, 'FAILED');
        throw error;
      }
    });
  }

  for (const { id, offers } of languages) {
    const missing = lacks.get(id);
    if (missing === undefined || offers.length === 0) continue;
    it(`${id}: skipped, since this machine lacks ${missing}`, function () {
      matrix.note(`${id} was skipped, since this machine lacks ${missing}.`);
      for (const pattern of offers) matrix.set(pattern, id, 'skipped');
      this.skip();
    });
  }
});

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
