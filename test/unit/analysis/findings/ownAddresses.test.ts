import assert from 'node:assert/strict';
import { languageOfFile } from '../../../../src/analysis/languages/languages';
import { findingsIn } from '../../../support/analysis/findings';

/** Programs that bind an address, by the name of their file. */
const binding = {
  'feed.py': (address: string) => `import zmq\nzmq.Context().socket(zmq.PUB).bind("${address}")\n`,
  'Feed.cs': (address: string) => `using NetMQ.Sockets;
class Feed { static void Main() { var pub = new PublisherSocket(); pub.Bind("${address}"); } }
`,
  'Feed.java': (address: string) => `import org.zeromq.*;
class Feed { public static void main(String[] a) {
  ZMQ.Socket pub = new ZContext().createSocket(SocketType.PUB); pub.bind("${address}");
} }
`,
  'feed.go': (address: string) => `package main
import ("context"; "github.com/go-zeromq/zmq4")
func main() { pub := zmq4.NewPub(context.Background()); pub.Listen("${address}") }
`,
  'feed.rs': (address: string) => `use zeromq::prelude::*;
async fn run() { let mut pub_ = zeromq::PubSocket::new(); pub_.bind("${address}").await; }
`,
};
const own = ['Feed.cs', 'Feed.java', 'feed.go', 'feed.rs'] as const;

async function found(name: keyof typeof binding, address: string): Promise<string[]> {
  const source = binding[name](address);
  const language = languageOfFile(name, source);
  assert.ok(language);
  return (await findingsIn(source, language, name)).map(({ code, message }) => `${code}: ${message}`);
}

describe('findings about addresses in libraries that are no bindings of libzmq', () => {
  it('leave host names and missing hosts alone, which these look up for bind as well', async () => {
    assert.equal((await found('feed.py', 'tcp://localhost:5556')).length, 1);
    assert.equal((await found('feed.py', 'tcp://:5556')).length, 1);
    for (const name of own) {
      assert.deepEqual(await found(name, 'tcp://localhost:5556'), [], name);
      assert.deepEqual(await found(name, 'tcp://:5556'), [], name);
    }
  });

  it('say that a port fails which libzmq would make something of', async () => {
    for (const name of own) {
      assert.deepEqual(await found(name, 'tcp://*:70000'), [
        'port-out-of-range: Port 70000 is out of range: ports go from 1 to 65535, and bind fails.',
      ]);
      assert.deepEqual(await found(name, 'tcp://*:5556/feed'), [
        'rubbish-after-port: There is "/feed" behind the port 5556: bind fails.',
      ]);
    }
    assert.deepEqual(await found('feed.py', 'tcp://*:70000'), [
      'port-out-of-range: Port 70000 is out of range: ports go from 1 to 65535. libzmq makes 4464 of it.',
    ]);
  });
});
