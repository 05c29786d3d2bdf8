import assert from 'node:assert/strict';
import { php } from '../../../src/analysis/languages/php/php';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';

describe('source analysis of PHP', () => {
  it('tells options, topics, identity, security and turns, in any spelling of methods', async () => {
    const facts = await analyse(
      `<?php
$context = new ZMQContext();
$auth = new ZMQAuth($context);
$sub = $context->getSocket(ZMQ::SOCKET_SUB);
$sub->setSockOpt(ZMQ::SOCKOPT_RCVHWM, 10);
$sub->setsockopt(ZMQ::SOCKOPT_IDENTITY, 'me');
foreach (['a', 'b'] as $topic) $sub->setSockOpt(ZMQ::SOCKOPT_SUBSCRIBE, $topic);
$sub->setSockOpt(ZMQ::SOCKOPT_PLAIN_USERNAME, 'u');
$sub->connect('tcp://localhost:1');
$sub->recvMulti();
$push = $context->getsocket(ZMQ::SOCKET_PUSH)->connect('tcp://localhost:2');
$push->send('1', ZMQ::MODE_SNDMORE);
`,
      php,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual(sub.subscriptions, ['a', 'b']);
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['ROUTING_ID', 'me'],
        ['PLAIN_USERNAME', 'u'],
      ],
    );
    assert.equal(sub.identity, 'me');
    assert.deepEqual(sub.security, { mechanism: 'PLAIN', isServer: false });
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    const push = socketNamed(facts, 'push');
    assert.deepEqual(
      push.operations.map(({ kind, isMultipart }) => [kind, isMultipart ?? false]),
      [
        ['connect', false],
        ['send', true],
      ],
    );
    assert.equal(facts.zapHandlers.length, 1);
  });

  it('calls the function that getSocket is given, by name, as a method and as a closure', async () => {
    const facts = await analyse(
      `<?php
function onNew(ZMQSocket $s, $id) { $s->connect('tcp://a:1'); }
class Hub {
  public function __construct(private string $dsn) {
    $context = new ZMQContext();
    $context->getSocket(ZMQ::SOCKET_PUSH, 'p', 'onNew');
    $context->getSocket(ZMQ::SOCKET_PUB, 'q', [$this, 'onPub']);
    new ZMQSocket($context, ZMQ::SOCKET_REQ, 'r', fn ($s) => $s->connect($this->dsn));
  }
  public function onPub($s) { $s->bind($this->dsn); }
}
new Hub(dsn: 'tcp://*:2');
`,
      php,
    );
    assert.deepEqual(usesOf(facts), [
      'PUSH connect tcp://a:1',
      'REQ connect tcp://*:2',
      'PUB bind tcp://*:2',
    ]);
  });

  it('takes constants of classes in other files, by namespace and by require', async () => {
    const ports = await analyse(`<?php\nnamespace App\\Net;\nclass Ports { const RELAY = 7001; }\n`, php);
    const config = await analyse(`<?php\nconst HOST = 'relay';\n`, php);
    const facts = await analyse(
      `<?php
namespace App\\Net;
require __DIR__ . '/../config.php';
(new \\ZMQContext)->getSocket(\\ZMQ::SOCKET_REQ)->connect('tcp://' . HOST . ':' . Ports::RELAY);
`,
      php,
    );
    const files = new Map([
      ['src/Net/Ports.php', ports],
      ['src/config.php', config],
    ]);
    const linked = linkConstants(facts, 'src/Net/Client.php', php, (path) => files.get(path));
    assert.deepEqual(usesOf(linked), ['REQ connect tcp://relay:7001']);
  });

  it("knows React's sockets, and what they receive by events", async () => {
    const facts = await analyse(
      `<?php
use React\\ZMQ\\Context as ZmqContext;
$context = new ZmqContext($loop);
$pull = $context->getSocket(ZMQ::SOCKET_PULL);
$pull->bind('tcp://127.0.0.1:1');
$pull->on('error', 'log');
$pull->on('message', function ($message) {});
`,
      php,
    );
    const pull = socketNamed(facts, 'pull');
    assert.equal(pull.library, 'react/zmq');
    assert.deepEqual(
      pull.operations.map(({ kind }) => kind),
      ['bind', 'receive'],
    );
  });

  it('members of enumerations have its methods, and a match takes the arm of the one', async () => {
    const facts = await analyse(
      `<?php
enum Queue: string {
  case Orders = 'orders';
  case Mails = 'mails';
  public function port(): int { return match ($this) { self::Orders => 1, self::Mails => 2 }; }
}
class Sender {
  public function __construct(private Queue $queue, #[Autowire('tcp://lock:3')] private string $lock) {}
  public function open() {
    $socket = (new ZMQContext())->getSocket(ZMQ::SOCKET_PUSH);
    $socket->connect("tcp://a:{$this->queue->port()}")->connect($this->lock);
    return $this->sockets[] = $socket;
  }
}
(new Sender(Queue::Mails))->open()->connect(strtr('tcp://:h:4', [':h' => 'b']));
`,
      php,
    );
    assert.deepEqual(usesOf(facts), [
      'PUSH connect tcp://a:2',
      'PUSH connect tcp://lock:3',
      'PUSH connect tcp://b:4',
    ]);
  });

  it('PHPUnit: a test runs with each row of its data provider', async () => {
    const facts = await analyse(
      `<?php
class SocketTest extends TestCase {
  /** @dataProvider urls */
  public function testOne(int $type, string $url) {
    (new ZMQSocket(new ZMQContext(), $type))->connect($url);
  }
  #[DataProvider('urls')]
  public function testTwo(int $type, string $url) {
    (new ZMQSocket(new ZMQContext(), $type))->bind($url);
  }
  public static function urls() {
    return ['a' => [ZMQ::SOCKET_PUB, 'tcp://127.0.0.1:1'], 'b' => [ZMQ::SOCKET_PULL, 'inproc://b']];
  }
}
`,
      php,
    );
    assert.deepEqual(usesOf(facts), [
      'PUB connect tcp://127.0.0.1:1',
      'PULL connect inproc://b',
      'PUB bind tcp://127.0.0.1:1',
      'PULL bind inproc://b',
    ]);
  });

  it('reads static and self outside of a class, as a text has them that is just being typed', async () => {
    const facts = await analyse(
      `<?php
public static endpoints() { return static::all() . self::$one; }
(new ZMQSocket(new ZMQContext(), ZMQ::SOCKET_PUB))->bind('tcp://*:1');
`,
      php,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:1']);
  });
});
