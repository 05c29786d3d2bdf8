// Clone, the server: keeps the store, numbers the changes to it, and tells all clients of them.
#include "message.h"
#include "sequence.h"
#include "store.h"

static void send_snapshot(void *socket, struct frame peer, const struct store *store,
                          uint64_t sequence) {
    char number[SEQUENCE_SIZE];
    for (size_t i = 0; i < store->count; i++) {
        const struct entry *entry = store->entries + i;
        send_message(socket, peer, entry->key, write_sequence(entry->sequence, number),
                     entry->value);
    }
    send_message(socket, peer, text("KTHXBAI"), write_sequence(sequence, number), text(""));
}

int main(int argc, char **argv) {
    start(argc, argv, 3, "server [SNAPSHOT] [UPDATES] [COLLECTOR]");
    const char *snapshot = argc > 1 ? argv[1] : "{{endpoint.snapshot}}";
    const char *updates = argc > 2 ? argv[2] : "{{endpoint.updates}}";
    const char *collector = argc > 3 ? argv[3] : "{{endpoint.collector}}";

    void *context = zmq_ctx_new();
    void *snapshots = zmq_socket(context, ZMQ_ROUTER);
    void *publisher = zmq_socket(context, ZMQ_PUB);
    void *changes = zmq_socket(context, ZMQ_PULL);
    int linger = 0;
    zmq_setsockopt(snapshots, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(publisher, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(changes, ZMQ_LINGER, &linger, sizeof linger);
    // a ROUTER drops what is over its limit, and a snapshot may be as large as the store
    int no_limit = 0;
    zmq_setsockopt(snapshots, ZMQ_SNDHWM, &no_limit, sizeof no_limit);
    if (zmq_bind(snapshots, snapshot) != 0)
        cannot("bind", snapshot);
    if (zmq_bind(publisher, updates) != 0)
        cannot("bind", updates);
    if (zmq_bind(changes, collector) != 0)
        cannot("bind", collector);
    puts("ready");

    struct store store = {0};
    uint64_t sequence = 0;
    while (!stopped) {
        zmq_pollitem_t items[] = {{changes, 0, ZMQ_POLLIN, 0}, {snapshots, 0, ZMQ_POLLIN, 0}};
        zmq_poll(items, 2, PIECE_MS);
        struct message message;
        uint64_t unused;
        if (items[0].revents & ZMQ_POLLIN && receive_message(changes, &message, 0)) {
            struct frame *frames = message.frames;
            if (message.count == 3 && read_sequence(frames[1], &unused)) {
                char number[SEQUENCE_SIZE];
                sequence++;
                if (frames[2].size > 0)
                    store_put(&store, frames[0], frames[2], sequence);
                else
                    store_remove(&store, frames[0]);
                send_message(publisher, frames[0], write_sequence(sequence, number), frames[2]);
                printf("%s = %s (%" PRIu64 ")\n", frames[0].data, frames[2].data, sequence);
            } else {
                fprintf(stderr, "skipped a change of %zu frames\n", message.count);
            }
            discard(&message);
        }
        if (items[1].revents & ZMQ_POLLIN && receive_message(snapshots, &message, 0)) {
            if (message.count == 2 && is_text(message.frames[1], "ICANHAZ?"))
                send_snapshot(snapshots, message.frames[0], &store, sequence);
            else
                fprintf(stderr, "skipped a request of %zu frames\n", message.count);
            discard(&message);
        }
    }

    store_clear(&store);
    zmq_close(changes);
    zmq_close(publisher);
    zmq_close(snapshots);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
