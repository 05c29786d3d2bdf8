// Publish-subscribe, the publisher: it starts when as many subscribers as expected are there, so
// that none of them misses an update.
#include "message.h"

// A subscriber says `ready` when its subscriptions are in force. True for one that did.
static bool check_in(void *sync, int64_t due) {
    struct message greeting;
    int64_t left = due - now_ms();
    if (!receive_message(sync, &greeting, left > 0 ? (int)left : 0))
        return false;
    bool is_ready = greeting.count == 1 && is_text(greeting.frames[0], "ready");
    if (!is_ready)
        fprintf(stderr, "not a check-in: %s\n", greeting.frames[0].data);
    // a REP has to answer before it can receive again
    send_message(sync, text(is_ready ? "go" : "say ready"));
    discard(&greeting);
    return is_ready;
}

int main(int argc, char **argv) {
    const char *usage = "publisher [DATA] [SYNC] [TOPIC] [SUBSCRIBERS] [INTERVAL]";
    start(argc, argv, 5, usage);
    const char *data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const char *sync = argc > 2 ? argv[2] : "{{endpoint.sync}}";
    const char *topic = argc > 3 ? argv[3] : "{{topic}}";
    int subscribers = argc > 4 ? number(argv[4], usage) : 1;
    int interval = argc > 5 ? number(argv[5], usage) : 1000;

    void *context = zmq_ctx_new();
    void *publisher = zmq_socket(context, ZMQ_PUB);
    void *check_ins = zmq_socket(context, ZMQ_REP);
    int linger = 500;
    zmq_setsockopt(publisher, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(check_ins, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(publisher, data) != 0)
        cannot("bind", data);
    if (zmq_bind(check_ins, sync) != 0)
        cannot("bind", sync);
    puts("ready");

    for (int here = 0; here < subscribers && !stopped;) {
        send_message(publisher, text("sync"));
        int64_t next = now_ms() + 100;
        while (here < subscribers && !stopped && now_ms() < next) {
            if (check_in(check_ins, next))
                printf("subscriber %d of %d\n", ++here, subscribers);
        }
    }

    for (int n = 1; !stopped; n++) {
        int64_t next = now_ms() + interval;
        do {
            check_in(check_ins, next);
        } while (!stopped && now_ms() < next);
        if (stopped)
            break;
        char update[32];
        snprintf(update, sizeof update, "update %d", n);
        send_message(publisher, text(topic), text(update));
        printf("%s: %s\n", topic, update);
    }

    zmq_close(check_ins);
    zmq_close(publisher);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
