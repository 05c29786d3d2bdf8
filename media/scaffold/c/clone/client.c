// Clone, a client: a copy of the store that begins with a snapshot and follows the updates.
#include "message.h"
#include "sequence.h"
#include "store.h"

enum { ASK_AGAIN_MS = 1000 };

// Puts what came into the store; the sequence it has, 0 for what is no key-value message.
static uint64_t apply(struct store *store, const struct message *message) {
    const struct frame *frames = message->frames;
    uint64_t sequence;
    if (message->count != 3 || !read_sequence(frames[1], &sequence)) {
        fprintf(stderr, "skipped a message of %zu frames\n", message->count);
        return 0;
    }
    if (frames[2].size > 0)
        store_put(store, frames[0], frames[2], sequence);
    else
        store_remove(store, frames[0]);
    return sequence;
}

// Asks until a snapshot has come as a whole; the sequence at which it was taken.
static uint64_t receive_snapshot(void *socket, struct store *store) {
    uint64_t sequence = 0;
    bool is_whole = false;
    while (!is_whole && !stopped) {
        struct message message;
        send_message(socket, text("ICANHAZ?"));
        while (!is_whole && receive_message(socket, &message, ASK_AGAIN_MS)) {
            if (message.count == 3 && is_text(message.frames[0], "KTHXBAI") &&
                read_sequence(message.frames[1], &sequence))
                is_whole = true;
            else
                apply(store, &message);
            discard(&message);
        }
    }
    return sequence;
}

int main(int argc, char **argv) {
    const char *usage = "client [SNAPSHOT] [UPDATES] [COLLECTOR] [NAME] [INTERVAL]";
    start(argc, argv, 5, usage);
    const char *snapshot = argc > 1 ? argv[1] : "{{endpoint.snapshot}}";
    const char *updates = argc > 2 ? argv[2] : "{{endpoint.updates}}";
    const char *collector = argc > 3 ? argv[3] : "{{endpoint.collector}}";
    const char *name = argc > 4 ? argv[4] : "client-1";
    int interval = argc > 5 ? number(argv[5], usage) : 1000;

    void *context = zmq_ctx_new();
    void *subscriber = zmq_socket(context, ZMQ_SUB);
    void *snapshots = zmq_socket(context, ZMQ_DEALER);
    void *changes = zmq_socket(context, ZMQ_PUSH);
    int linger = 0;
    zmq_setsockopt(subscriber, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(snapshots, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(changes, ZMQ_LINGER, &linger, sizeof linger);
    // updates are collected from before the snapshot is asked for: none is missing between the two
    zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, "", 0);
    if (zmq_connect(subscriber, updates) != 0)
        cannot("connect", updates);
    if (zmq_connect(snapshots, snapshot) != 0)
        cannot("connect", snapshot);
    if (zmq_connect(changes, collector) != 0)
        cannot("connect", collector);

    struct store store = {0};
    uint64_t sequence = receive_snapshot(snapshots, &store);
    zmq_close(snapshots);
    if (!stopped)
        printf("snapshot of %zu keys at %" PRIu64 "\n", store.count, sequence);

    for (int n = 1; !stopped; n++) {
        int64_t next = now_ms() + interval;
        for (int64_t left = interval; left >= 0 && !stopped; left = next - now_ms()) {
            struct message update;
            if (!receive_message(subscriber, &update, (int)left))
                break;
            uint64_t own;
            // the snapshot has the older ones already
            if (update.count == 3 && read_sequence(update.frames[1], &own) && own <= sequence) {
                discard(&update);
                continue;
            }
            uint64_t applied = apply(&store, &update);
            if (applied > 0) {
                sequence = applied;
                printf("%s = %s (%" PRIu64 ")\n", update.frames[0].data, update.frames[2].data,
                       sequence);
            }
            discard(&update);
        }
        if (stopped)
            break;
        char *key = formatted("%s.%d", name, (n - 1) % 5 + 1);
        char body[16], number[SEQUENCE_SIZE];
        snprintf(body, sizeof body, "%d", n);
        send_message(changes, text(key), write_sequence(0, number), text(body));
        free(key);
    }

    store_clear(&store);
    zmq_close(changes);
    zmq_close(subscriber);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
