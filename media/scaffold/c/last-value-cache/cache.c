// Last value cache: forwards updates, and gives a new subscriber the last ones of its topics.
#include "message.h"
#include "store.h"

// Sends what is known of all topics that begin with the prefix; subscribers that are there already
// see it too.
static void replay(const struct store *last, const char *prefix, size_t size, void *subscribers) {
    int count = 0;
    for (size_t i = 0; i < last->count; i++) {
        if (begins_with(last->entries[i].key, prefix, size)) {
            send_message(subscribers, last->entries[i].key, last->entries[i].value);
            count++;
        }
    }
    printf("replayed %d values for %.*s\n", count, (int)size, prefix);
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "cache [FRONTEND] [BACKEND]");
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const char *backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    void *context = zmq_ctx_new();
    void *publisher = zmq_socket(context, ZMQ_SUB);
    void *subscribers = zmq_socket(context, ZMQ_XPUB);
    int linger = 0;
    zmq_setsockopt(publisher, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(subscribers, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(publisher, ZMQ_SUBSCRIBE, "", 0);
    // each subscription is shown, also one to a topic that somebody has already
    int verbose = 1;
    zmq_setsockopt(subscribers, ZMQ_XPUB_VERBOSE, &verbose, sizeof verbose);
    if (zmq_connect(publisher, frontend) != 0)
        cannot("connect", frontend);
    if (zmq_bind(subscribers, backend) != 0)
        cannot("bind", backend);
    puts("ready");

    struct store last = {0};
    while (!stopped) {
        zmq_pollitem_t items[] = {{publisher, 0, ZMQ_POLLIN, 0}, {subscribers, 0, ZMQ_POLLIN, 0}};
        zmq_poll(items, 2, PIECE_MS);
        struct message message;
        if (items[0].revents & ZMQ_POLLIN && receive_message(publisher, &message, 0)) {
            if (message.count == 2) {
                store_put(&last, message.frames[0], message.frames[1], 0);
                send_frames(subscribers, message.count, message.frames);
            } else {
                fprintf(stderr, "skipped an update of %zu frames\n", message.count);
            }
            discard(&message);
        }
        if (items[1].revents & ZMQ_POLLIN && receive_message(subscribers, &message, 0)) {
            // RFC 29: the first byte is 1 to subscribe and 0 to cancel, the rest is the topic
            struct frame first = message.frames[0];
            if (first.size > 0 && first.data[0] == 1)
                replay(&last, first.data + 1, first.size - 1, subscribers);
            discard(&message);
        }
    }

    store_clear(&last);
    zmq_close(subscribers);
    zmq_close(publisher);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
