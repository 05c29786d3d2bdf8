// Publish-subscribe, the subscriber: it tells the publisher when its subscriptions are in force.
#include "message.h"

int main(int argc, char **argv) {
    start(argc, argv, 3, "subscriber [DATA] [SYNC] [TOPIC]");
    const char *data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const char *sync = argc > 2 ? argv[2] : "{{endpoint.sync}}";
    const char *topic = argc > 3 ? argv[3] : "{{topic}}";

    void *context = zmq_ctx_new();
    void *subscriber = zmq_socket(context, ZMQ_SUB);
    void *check_in = zmq_socket(context, ZMQ_REQ);
    int linger = 0;
    zmq_setsockopt(subscriber, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(check_in, ZMQ_LINGER, &linger, sizeof linger);
    // subscriptions travel in order: with the second one in force, so is the first
    zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, topic, strlen(topic));
    zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, "sync", 4);
    if (zmq_connect(subscriber, data) != 0)
        cannot("connect", data);
    if (zmq_connect(check_in, sync) != 0)
        cannot("connect", sync);

    bool is_checked_in = false;
    while (!stopped) {
        zmq_pollitem_t items[] = {{subscriber, 0, ZMQ_POLLIN, 0}, {check_in, 0, ZMQ_POLLIN, 0}};
        zmq_poll(items, 2, PIECE_MS);
        struct message message;
        if (items[0].revents & ZMQ_POLLIN && receive_message(subscriber, &message, 0)) {
            bool is_sync = message.count == 1 && is_text(message.frames[0], "sync");
            if (is_sync && !is_checked_in) {
                zmq_setsockopt(subscriber, ZMQ_UNSUBSCRIBE, "sync", 4);
                send_message(check_in, text("ready"));
                is_checked_in = true;
            } else if (message.count == 2) {
                printf("%s: %s\n", message.frames[0].data, message.frames[1].data);
            } else if (!is_sync) {
                fprintf(stderr, "skipped an update of %zu frames\n", message.count);
            }
            discard(&message);
        }
        // `go` asks for nothing: updates are taken from the beginning
        if (items[1].revents & ZMQ_POLLIN && receive_message(check_in, &message, 0))
            discard(&message);
    }

    zmq_close(check_in);
    zmq_close(subscriber);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
