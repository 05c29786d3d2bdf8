import assert from 'node:assert/strict';
import { writtenTexts } from '../../../../src/analysis/workspace/writtenTexts';
import { indexOf } from '../../../support/analysis/sampleWorkspace';

async function written(path: string, source: string): Promise<string[]> {
  const index = await indexOf({ [path]: source });
  return [...index.usesOf(path), ...index.mentionsOf(path)].flatMap((place) =>
    writtenTexts(place, source).map(({ start, end }) => source.slice(start, end)),
  );
}

const python = (lines: string) => `import zmq, sys\ns = zmq.Context().socket(zmq.PUB)\n${lines}\n`;

describe('where an endpoint is written', () => {
  it('is the literal in the call, without its quotes', async () => {
    assert.deepEqual(await written('a.py', python('s.bind("tcp://*:1")')), ['tcp://*:1']);
    assert.deepEqual(await written('a.py', python(`s.bind(f'''tcp://*:{sys.argv[1]}''')`)), [
      'tcp://*:{sys.argv[1]}',
    ]);
    assert.deepEqual(await written('a.py', python('s.bind("")')), ['']);
    const template = "import { Publisher } from 'zeromq';\nnew Publisher().bind(`tcp://${h}:1`);\n";
    assert.deepEqual(await written('a.ts', template), ['tcp://${h}:1']);
    const raw =
      'fn main() { let s = zmq::Context::new().socket(zmq::PUB).unwrap(); s.bind(r#"tcp://*:1"#); }';
    assert.deepEqual(await written('a.rs', raw), ['tcp://*:1']);
    const c =
      '#include <zmq.h>\nint main(void) { zmq_bind(zmq_socket(zmq_ctx_new(), ZMQ_PUB), "tcp://*:1"); }';
    assert.deepEqual(await written('a.c', c), ['tcp://*:1']);
  });

  it('is the constant that the call names, and no host and no port', async () => {
    assert.deepEqual(await written('a.py', python('A = "tcp://*:1"\ns.bind(A)')), ['tcp://*:1']);
    assert.deepEqual(await written('a.py', python('H = "b"\ns.connect("tcp://" + H + ":1")')), [
      'tcp://',
      ':1',
    ]);
    assert.deepEqual(await written('a.py', python('def go(a):\n  s.bind(a)')), []);
  });

  it('is the address itself in other texts', async () => {
    assert.deepEqual(await written('a.yml', 'a: "tcp://b:1"'), ['tcp://b:1']);
  });
});
