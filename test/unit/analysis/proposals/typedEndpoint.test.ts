import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type TypedEndpoint,
  typedInProgram,
  typedInText,
} from '../../../../src/analysis/proposals/typedEndpoint';

type Find = (line: string, column: number) => TypedEndpoint | undefined;

/** `|` is the cursor; gives what a proposal would replace, and what is typed of it. */
function at(find: Find, marked: string) {
  const column = marked.indexOf('|');
  const line = marked.replace('|', '');
  const found = find(line, column);
  return found && { text: line.slice(found.start, found.end), typed: found.typed, role: found.role };
}

describe('an endpoint that is being typed', () => {
  it('is the whole content of the string around the cursor', () => {
    assert.deepEqual(at(typedInProgram, 's.bind("tcp://*:55|56")'), {
      text: 'tcp://*:5556',
      typed: 'tcp://*:55',
      role: 'bind',
    });
    assert.deepEqual(at(typedInProgram, `zmq_connect (s, "|");`), { text: '', typed: '', role: 'connect' });
    assert.deepEqual(at(typedInProgram, "p.connect('t|')"), { text: 't', typed: 't', role: 'connect' });
  });

  it('ends at the cursor where the string has no end yet', () => {
    assert.equal(at(typedInProgram, 's.bind("tcp://| )  # later')?.text, 'tcp://');
  });

  it('is one of several in a list of czmq or NetMQ, whose marks tell the role', () => {
    assert.deepEqual(at(typedInProgram, 'new PublisherSocket("@tcp://*:1,>tcp://|");'), {
      text: 'tcp://',
      typed: 'tcp://',
      role: 'connect',
    });
    assert.deepEqual(at(typedInProgram, 'zsock_new_pub("@tcp://|,>tcp://b:1")'), {
      text: 'tcp://',
      typed: 'tcp://',
      role: 'bind',
    });
  });

  it('is not seen in other strings, outside of strings and in holes', () => {
    for (const line of [
      'print("connecting to tcp://|")',
      's.bind(|"tcp://*:1")',
      'f"tcp://{po|}"',
      '`tcp://${|}`',
      'x = tcp://|',
      '"Hello, World|"',
    ]) {
      assert.equal(at(typedInProgram, line), undefined, line);
    }
  });

  it('begins with a transport, or needs the analysis to tell', () => {
    assert.equal(typedInProgram('x = "tcp:', 9)?.isEndpoint, true);
    assert.equal(typedInProgram('x = "tcp', 8)?.isEndpoint, false);
    // What is between two strings looks like a string.
    assert.equal(typedInProgram('s.bind("tcp://*:1", "x")', 20)?.isEndpoint, false);
    assert.equal(at(typedInProgram, 'x = "http://|"'), undefined);
  });

  it('in other texts begins behind the slashes, and the key may tell the role', () => {
    assert.deepEqual(at(typedInText, '  FEED_CONNECT: tcp://lo|cal:1  # x'), {
      text: 'tcp://local:1',
      typed: 'tcp://lo',
      role: 'connect',
    });
    assert.deepEqual(at(typedInText, '"bind": "ipc:///tmp/|"'), {
      text: 'ipc:///tmp/',
      typed: 'ipc:///tmp/',
      role: 'bind',
    });
    assert.equal(at(typedInText, 'See `tcp://|` there')?.role, undefined);
    for (const line of ['tcp:|', 'http://|', 'git+tcp://|', 'tcp:// |']) {
      assert.equal(at(typedInText, line), undefined, line);
    }
  });

  it('is looked for in no time, whatever the line', () => {
    const started = performance.now();
    for (const line of ['"tcp://'.repeat(50_000), 'tcp://'.repeat(50_000), '",'.repeat(100_000)]) {
      typedInProgram(line, line.length);
      typedInText(line, line.length);
    }
    assert.ok(performance.now() - started < 1000);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', "'", 'tcp://', ':', ',', '@', ' ', 'a') }),
        fc.nat(40),
        (line, column) => {
          for (const find of [typedInProgram, typedInText]) {
            const found = find(line, Math.min(column, line.length));
            if (found) assert.equal(line.slice(found.start, Math.min(column, line.length)), found.typed);
          }
        },
      ),
    );
  });
});
