import assert from 'node:assert/strict';
import { c } from '../../../src/analysis/languages/c/c';
import type { FileFacts } from '../../../src/analysis/facts';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';

const main = (body: string, before = '') => `#include <zmq.h>
${before}
int main (void)
{
    void *ctx = zmq_ctx_new ();
    void *s = zmq_socket (ctx, ZMQ_PUSH);
    ${body}
}
`;

async function endpointsIn(body: string, before?: string): Promise<string[]> {
  return (await analyse(main(body, before), c)).endpoints.map(({ endpoint }) => endpoint);
}

describe('the analysis of C', () => {
  it('reads macros: texts, sums, arguments as texts, and both sides of a condition', async () => {
    const macros = `#define PORT (5000 + 1) // main port
#define STR(x) #x
#define URL(host) "tcp://" host ":" STR (PORT)
#define NAME(n) "inproc://" #n
#ifdef LOCAL
#define HOST "127.0.0.1"
#else
#define HOST "*"
#endif`;
    assert.deepEqual(await endpointsIn('zmq_bind (s, URL ("a")); zmq_bind (s, NAME (jobs));', macros), [
      'tcp://a:5001',
      'inproc://jobs',
    ]);
    assert.deepEqual(await endpointsIn('zmq_bind (s, "tcp://" HOST ":1");', macros), [
      'tcp://127.0.0.1:1',
      'tcp://*:1',
    ]);
  });

  it('follows texts into buffers', async () => {
    const body = `char a[64], *b; snprintf (a, sizeof a, "tcp://%s:%" PRIu16, "h", 0x10); zmq_connect (s, a);
    strcpy (a, "ipc://"); strcat (a, "x"); zmq_connect (s, a);
    asprintf (&b, "tcp://*:%05d", port); zmq_connect (s, b);
    zmq_connect (s, a + 6);`;
    assert.deepEqual(await endpointsIn(body), ['tcp://h:16', 'ipc://x', 'tcp://*:{port}', '{value}']);
  });

  it('runs counting loops, loops over arrays, and those that end at an empty item', async () => {
    const arrays = `static const char *urls[] = { "inproc://a", "inproc://b", NULL };`;
    const expected = ['inproc://a', 'inproc://b'];
    const loops = [
      'for (int i = 0; i < 2; i++) zmq_connect (s, urls[i]);',
      'for (size_t i = 0; urls[i] != NULL; ++i) zmq_connect (s, urls[i]);',
      'for (const char **u = urls; *u; u++) zmq_connect (s, *u);',
      'for (const char **u = urls; u < urls + 2; u++) zmq_connect (s, *u);',
      `for (char x = 'a'; x <= 'b'; x++) zmq_connect (s, urls[x - 'a']);`,
    ];
    for (const loop of loops) assert.deepEqual(await endpointsIn(loop, arrays), expected, loop);
    assert.deepEqual(
      await endpointsIn('for (i = 0; i < 100; i++) { sprintf (u, "tcp://h:%d", i); zmq_connect (s, u); }'),
      ['tcp://h:{i}'],
    );
  });

  it('tells structs of one type apart, and what functions put into them and into their arguments', async () => {
    const facts = await analyse(
      main(
        `peer_t a, b; void *rep; peer_open (&a, ctx, ZMQ_PUB); peer_open (&b, ctx, ZMQ_SUB);
    make (ctx, ZMQ_REP, &rep); zmq_bind (a.sock, "inproc://a"); zmq_connect (b.sock, "inproc://b");
    zmq_bind (rep, "inproc://c");`,
        `typedef struct { void *sock; } peer_t;
static void peer_open (peer_t *p, void *ctx, int type) { p->sock = zmq_socket (ctx, type); }
static int make (void *ctx, int type, void **out) { *out = zmq_socket (ctx, type); return 0; }`,
      ),
      c,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind inproc://a', 'SUB connect inproc://b', 'REP bind inproc://c']);
  });

  it('cuts what an option takes to its length', async () => {
    const facts = await analyse(
      main(`int l = 5; zmq_setsockopt (s, ZMQ_SUBSCRIBE, "abc", 2); zmq_setsockopt (s, ZMQ_SUBSCRIBE, NULL, 0);
    zmq_setsockopt (s, ZMQ_LINGER, &l, sizeof l); zmq_ctx_set (ctx, ZMQ_IO_THREADS, 2);`),
      c,
    );
    const { subscriptions, options } = socketNamed(facts, 's');
    assert.deepEqual(subscriptions, ['ab', '']);
    assert.deepEqual(
      [...options, ...facts.contextOptions].map(({ name, value }) => [name, value]),
      [
        ['LINGER', 5],
        ['IO_THREADS', 2],
      ],
    );
  });

  it('leaves out what the preprocessor leaves out', async () => {
    const body = `
#if 0
    zmq_bind (s, "tcp://*:1");
#else
    zmq_bind (s, "tcp://*:2");
#endif
    // zmq_bind (s, "tcp://*:3");
`;
    assert.deepEqual(await endpointsIn(body), ['tcp://*:2']);
  });

  it('reads czmq: roles in endpoints, the default of each constructor, templates and actors', async () => {
    const facts = await analyse(
      `#include <czmq.h>
static void task (zsock_t *pipe, void *args) { zsock_t *s = zsock_new_sub ((char *) args, "x"); }
int main (void) {
  zsock_t *a = zsock_new_push ("@tcp://*:1,tcp://h:2");
  zsock_attach (a, "tcp://h:3", server);
  zsock_connect (a, "tcp://%s:%d", "h", 4);
  zactor_new (task, "tcp://h:5");
  zactor_t *p = zactor_new (zproxy, NULL);
  zsock_send (p, "sss", "BACKEND", "XPUB", "tcp://*:6");
  zactor_new (zauth, NULL);
}
`,
      c,
    );
    assert.deepEqual(usesOf(facts), [
      'SUB connect tcp://h:5',
      'PUSH bind tcp://*:1',
      'PUSH connect tcp://h:2',
      'PUSH bind tcp://h:3',
      'PUSH connect tcp://h:4',
      'XPUB bind tcp://*:6',
    ]);
    assert.deepEqual([facts.zapHandlers.length, facts.threads.length], [1, 1]);
  });

  it('finds constants in headers, beside the file and in include folders', async () => {
    const files = new Map<string, FileFacts>();
    const add = async (path: string, source: string) => files.set(path, await analyse(source, c));
    await add('src/config.h', '#define PORT 7\nextern const char *FEED_URL;\n');
    await add('include/app/urls.h', '#include "../../src/config.h"\n#define URL "ipc://x"\n');
    const source = main(
      'snprintf (u, 9, "tcp://*:%d", PORT); zmq_bind (s, u); zmq_bind (s, URL); zmq_bind (s, FEED_URL);',
      '#include "config.h"\n#include "app/urls.h"',
    );
    const linked = linkConstants(await analyse(source, c), 'src/main.c', c, (path) => files.get(path));
    assert.deepEqual(usesOf(linked), ['PUSH bind tcp://*:7', 'PUSH bind ipc://x', 'PUSH bind {FEED_URL}']);
  });

  it('takes what the function itself has just assigned to a variable of the file', async () => {
    const facts = await analyse(
      `#include <zmq.h>
static void *ctx, *sock;
static void open_as (int type, const char *url) { sock = zmq_socket (ctx, type); zmq_bind (sock, url); }
void setUp (void) { sock = NULL; }
void test_pair (void) { open_as (ZMQ_PAIR, "inproc://a"); }
void test_pull (void) { open_as (ZMQ_PULL, "inproc://b"); }
void test_own (void) { sock = zmq_socket (ctx, ZMQ_REP); zmq_bind (sock, "inproc://c"); }
void also (void) { zmq_connect (sock, "inproc://d"); }
`,
      c,
    );
    assert.deepEqual(usesOf(facts).slice(0, 3), [
      'PAIR bind inproc://a',
      'PULL bind inproc://b',
      'REP bind inproc://c',
    ]);
    assert.deepEqual(
      usesOf(facts).slice(3).sort(),
      ['PAIR', 'PULL', 'REP'].map((type) => `${type} connect inproc://d`),
    );
  });

  it('fills in templates from variable arguments, decides by strcmp, forgets what mkdtemp changes', async () => {
    const facts = await analyse(
      `#include <zmq.h>
static void open_f (void *s, const char *fmt, ...) {
  char url[99]; va_list ap;
  va_start (ap, fmt); vsnprintf (url, sizeof url, fmt, ap); va_end (ap);
  zmq_connect (s, url);
}
static void open_by (void *s, const char *how) {
  char url[99]; snprintf (url, 99, "%s://%s", how, strcmp (how, "inproc") ? "h:1" : "x");
  zmq_connect (s, url);
}
int main (void) {
  void *s = zmq_socket (zmq_ctx_new (), ZMQ_PUSH);
  char folder[] = "/tmp/t-XXXXXX", url[99];
  open_f (s, "tcp://%s:%d", "h", 2); open_f (s, "ipc://x");
  open_by (s, "inproc"); open_by (s, "tcp");
  mkdtemp (folder); sprintf (url, "ipc://%s/s", folder); zmq_bind (s, url);
}
`,
      c,
    );
    assert.deepEqual(usesOf(facts), [
      'PUSH connect tcp://h:2',
      'PUSH connect ipc://x',
      'PUSH connect inproc://x',
      'PUSH connect tcp://h:1',
      'PUSH bind ipc://{folder}/s',
    ]);
  });
});
