import assert from 'node:assert/strict';
import { python } from '../../../src/analysis/languages/python/python';
import { usesOf } from '../../support/analysis/analyse';
import { linkFiles } from '../../support/analysis/linkFiles';

const link = (files: Readonly<Record<string, string>>, path: string) => linkFiles(files, path, python);

const program = (imports: string, endpoint: string) =>
  `import zmq\n${imports}\nzmq.Context().socket(zmq.PUB).bind(${endpoint})\n`;

describe('constants of other modules', () => {
  it('fill the holes in endpoints', async () => {
    const files = {
      'app/config.py': 'HOST = "*"\nPORT = 5000 + 1\nclass Feed:\n    URL = f"tcp://{HOST}:{PORT}"\n',
      'app/names.py': program('from .config import PORT as P', 'f"tcp://*:{P}"'),
      'app/module.py': program('from . import config', 'config.Feed.URL'),
      'main.py': program('import app.config', '"tcp://*:%d" % app.config.PORT'),
      'sub/star.py': program('from app.config import *', '"tcp://" + HOST + ":1"'),
    };
    assert.deepEqual(usesOf(await link(files, 'app/names.py')), ['PUB bind tcp://*:5001']);
    assert.deepEqual(usesOf(await link(files, 'app/module.py')), ['PUB bind tcp://*:5001']);
    assert.deepEqual(usesOf(await link(files, 'main.py')), ['PUB bind tcp://*:5001']);
    assert.deepEqual(usesOf(await link(files, 'sub/star.py')), ['PUB bind tcp://*:1']);
  });

  it('are followed through modules that pass them on, also in a circle', async () => {
    const files = {
      'a.py': program('from b import URL', 'URL'),
      'b.py': 'from c import ADDRESS as URL\n',
      'c.py': 'ADDRESS = "ipc:///tmp/x"\n',
      'round.py': program('from one import URL', 'URL'),
      'one.py': 'from two import URL\n',
      'two.py': 'from one import URL\n',
    };
    assert.deepEqual(usesOf(await link(files, 'a.py')), ['PUB bind ipc:///tmp/x']);
    assert.deepEqual(usesOf(await link(files, 'round.py')), ['PUB bind {URL}']);
  });

  it('stay holes where no file has them', async () => {
    const facts = await link({ 'a.py': program('from settings import PORT', 'f"tcp://*:{PORT}"') }, 'a.py');
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:{PORT}']);
    assert.deepEqual(facts.imports, [{ modules: ['settings'], name: 'PORT' }]);
    assert.equal(facts.endpoints[0]?.isComplete, false);
  });
});
