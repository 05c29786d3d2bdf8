// XPUB/XSUB proxy: the one address that publishers and subscribers have to know. A loop of its own,
// where zmq_proxy would do, because it shows the subscriptions.
#include "message.h"

int main(int argc, char **argv) {
    start(argc, argv, 2, "proxy [FRONTEND] [BACKEND]");
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const char *backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    void *context = zmq_ctx_new();
    void *publishers = zmq_socket(context, ZMQ_XSUB);
    void *subscribers = zmq_socket(context, ZMQ_XPUB);
    int linger = 0;
    zmq_setsockopt(publishers, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(subscribers, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(publishers, frontend) != 0)
        cannot("bind", frontend);
    if (zmq_bind(subscribers, backend) != 0)
        cannot("bind", backend);
    puts("ready");

    while (!stopped) {
        zmq_pollitem_t items[] = {{publishers, 0, ZMQ_POLLIN, 0}, {subscribers, 0, ZMQ_POLLIN, 0}};
        zmq_poll(items, 2, PIECE_MS);
        struct message message;
        if (items[0].revents & ZMQ_POLLIN && receive_message(publishers, &message, 0)) {
            send_frames(subscribers, message.count, message.frames);
            discard(&message);
        }
        if (items[1].revents & ZMQ_POLLIN && receive_message(subscribers, &message, 0)) {
            // RFC 29: the first byte is 1 to subscribe and 0 to cancel, the rest is the topic
            struct frame first = message.frames[0];
            if (first.size > 0 && first.data[0] == 1)
                printf("subscribe %s\n", first.data + 1);
            else if (first.size > 0 && first.data[0] == 0)
                printf("unsubscribe %s\n", first.data + 1);
            send_frames(publishers, message.count, message.frames);
            discard(&message);
        }
    }

    zmq_close(subscribers);
    zmq_close(publishers);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
