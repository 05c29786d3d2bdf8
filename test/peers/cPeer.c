/* A libzmq peer without any binding in between; see cPeer.ts.
 *
 *   cPeer blast TYPE bind|connect ENDPOINT COUNT SIZE [TOPIC]   waits for a line, then sends; COUNT 0: until stdin ends
 *   cPeer sink  TYPE bind|connect ENDPOINT COUNT                receives; COUNT 0: until stdin ends
 *   cPeer echo  TYPE bind|connect ENDPOINT                      sends back what it receives, until stdin ends
 *
 * It prints one JSON object a line: {"event":"ready","endpoint":…}, then {"event":"done","count":…,"seconds":…}.
 * A receiver's time counts from its first message.
 */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

static atomic_int ended;

static void fail(const char *what)
{
    fprintf(stderr, "cPeer: %s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
}

static int type_of(const char *name)
{
    static const char *const names[] = {"PAIR", "PUB",  "SUB",  "REQ",  "REP",  "DEALER",
                                        "ROUTER", "PULL", "PUSH", "XPUB", "XSUB", "STREAM"};
    for (int type = 0; type < 12; type++)
        if (strcmp(names[type], name) == 0)
            return type; /* zmq.h numbers them in this order */
    fprintf(stderr, "cPeer: unknown socket type %s\n", name);
    exit(1);
}

static void *wait_for_end(void *unused)
{
    while (getchar() != EOF)
        ;
    ended = 1;
    return unused;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Every wait is bounded, so that the end of stdin is noticed. */
static int was_only_a_timeout(void)
{
    return zmq_errno() == EAGAIN || zmq_errno() == EINTR;
}

static long blast(void *socket, long count, size_t size, const char *topic)
{
    char *body = malloc(size + 1);
    memset(body, 'x', size + 1);
    long sent = 0;
    while (!ended && (count == 0 || sent < count)) {
        /* The body starts with the message's number, so that a receiver can see loss and order. */
        char number[24];
        const size_t digits = (size_t) snprintf(number, sizeof number, "%ld ", sent);
        memcpy(body, number, digits < size ? digits : size);
        if (topic && zmq_send(socket, topic, strlen(topic), ZMQ_SNDMORE) < 0) {
            if (was_only_a_timeout())
                continue;
            fail("send");
        }
        while (zmq_send(socket, body, size, 0) < 0)
            if (!was_only_a_timeout())
                fail("send");
            else if (ended && !topic)
                goto out;
        sent++;
    }
out:
    free(body);
    return sent;
}

#define MAX_FRAMES 4096

/* @param started when the first message came */
static long pump(void *socket, long count, int echo, double *started)
{
    static zmq_msg_t frames[MAX_FRAMES];
    long received = 0;
    while (!ended && (count == 0 || received < count)) {
        int parts = 0, more = 1;
        /* REP takes no answer before it has read the last frame. */
        while (more && parts < MAX_FRAMES) {
            zmq_msg_init(&frames[parts]);
            if (zmq_msg_recv(&frames[parts], socket, 0) < 0) {
                if (was_only_a_timeout())
                    break;
                fail("receive");
            }
            more = zmq_msg_more(&frames[parts++]);
        }
        if (parts == 0)
            continue;
        for (int part = 0; part < parts; part++)
            if (!echo)
                zmq_msg_close(&frames[part]);
            else if (zmq_msg_send(&frames[part], socket, part + 1 < parts ? ZMQ_SNDMORE : 0) < 0)
                fail("send");
        if (received++ == 0)
            *started = seconds();
    }
    return received;
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    const char *mode = argv[1];
    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, type_of(argv[2]));
    const int timeout = 100;
    zmq_setsockopt(socket, ZMQ_SNDTIMEO, &timeout, sizeof timeout);
    zmq_setsockopt(socket, ZMQ_RCVTIMEO, &timeout, sizeof timeout);
    if (strcmp(argv[2], "SUB") == 0)
        zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
    if ((strcmp(argv[3], "bind") == 0 ? zmq_bind : zmq_connect)(socket, argv[4]) != 0)
        fail(argv[4]);

    char endpoint[256];
    size_t length = sizeof endpoint;
    zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &length);
    printf("{\"event\":\"ready\",\"endpoint\":\"%s\"}\n", endpoint);
    fflush(stdout);

    const long count = argc > 5 ? atol(argv[5]) : 0;
    const int blasts = strcmp(mode, "blast") == 0;
    if (blasts)
        for (int c = 0; c != '\n';)
            if ((c = getchar()) == EOF)
                return 0;
    pthread_t watcher;
    pthread_create(&watcher, NULL, wait_for_end, NULL);

    double started = seconds();
    const long done = blasts ? blast(socket, count, argc > 6 ? (size_t) atol(argv[6]) : 100, argc > 7 ? argv[7] : NULL)
                             : pump(socket, count, strcmp(mode, "echo") == 0, &started);
    printf("{\"event\":\"done\",\"count\":%ld,\"seconds\":%f}\n", done, seconds() - started);
    fflush(stdout);

    /* What is still queued may take until the other side reads it, or until we are told to go. */
    pthread_join(watcher, NULL);
    const int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    zmq_close(socket);
    zmq_ctx_term(context);
    return 0;
}
