import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRepository } from '../../scripts/repository';
import { runQuietly } from '../../scripts/runProcess';
import { expandSnippet } from '../support/expandSnippet';
import { snippetsOf, wrappedSnippet } from '../unit/snippets/snippetPrograms';
import { toolchains } from './toolchains/toolchains';

/** Stands before that of libzmq: refuses the options of CURVE, as a libzmq without CURVE does. */
const refusal = `#include <errno.h>
#include <zmq.h>
int zmq_setsockopt(void *socket, int option, const void *value, size_t size) {
    (void)socket, (void)value, (void)size;
    errno = EINVAL;
    return option >= ZMQ_CURVE_SERVER && option <= ZMQ_CURVE_SERVERKEY ? -1 : 0;
}
`;
const templates = {
  client: 'curve-request-reply/client.c',
  server: 'curve-request-reply/server.c',
  publisher: 'curve-publish-subscribe/publisher.c',
  subscriber: 'curve-publish-subscribe/subscriber.c',
};
const endpoint = 'tcp://127.0.0.1:*';
const missing = toolchains.c.missing();

describe('C programs with a libzmq that refuses CURVE', function () {
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'curve-refused-'));
    if (missing === undefined) {
      writeFileSync(path.join(folder, 'refusal.c'), refusal);
      await build('makeKeys', inRepository('media/scaffold/c/curve-request-reply/keys.c'));
      assert.equal(spawnSync(path.join(folder, 'makeKeys'), [], { cwd: folder }).status, 0);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** In the standard that the scaffold's CMakeLists.txt sets. */
  async function build(name: string, source: string): Promise<void> {
    const shared = inRepository('media/scaffold/c/shared');
    const sources = [source, path.join(folder, 'refusal.c')];
    const args = ['-std=c11', '-I', shared, ...sources, '-lzmq'];
    await runQuietly('cc', [...args, '-o', path.join(folder, name)]);
  }

  function endsWithoutCurve(name: string, args: readonly string[]): void {
    const limit = { cwd: folder, encoding: 'utf8', timeout: 3000, killSignal: 'SIGKILL' } as const;
    const { status, stderr } = spawnSync(path.join(folder, name), args, limit);
    assert.equal(status, 1, `${name}: ${stderr}`);
    assert.match(stderr, /cannot encrypt with CURVE: Invalid argument/, name);
  }

  for (const [name, template] of Object.entries(templates)) {
    it(`the ${name} ends before it speaks in plain text`, async function () {
      if (missing !== undefined) this.skip();
      await build(name, inRepository('media/scaffold/c', template));
      const isClient = name === 'client' || name === 'subscriber';
      endsWithoutCurve(name, [isClient ? 'tcp://127.0.0.1:1' : endpoint]);
    });
  }

  for (const name of ['zmq-curve-server', 'zmq-curve-client']) {
    it(`the snippet ${name} ends before it speaks in plain text`, async function () {
      if (missing !== undefined) this.skip();
      const snippet = snippetsOf('c').find(({ prefix }) => prefix === name);
      assert.ok(snippet);
      const source = path.join(folder, `${name}.c`);
      writeFileSync(source, wrappedSnippet('c', name, expandSnippet(snippet.body)));
      await build(name, source);
      endsWithoutCurve(name, []);
    });
  }
});
