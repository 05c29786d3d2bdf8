// XPUB/XSUB proxy, a publisher: it connects to the proxy, so that it knows none of the subscribers.
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "publisher [FRONTEND] [TOPIC] [INTERVAL]";
    start(argc, argv, 3, usage);
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const char *topic = argc > 2 ? argv[2] : "{{topic}}";
    int interval = argc > 3 ? number(argv[3], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PUB);
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, frontend) != 0)
        cannot("connect", frontend);

    for (int n = 1; pause_ms(interval); n++) {
        char update[32];
        snprintf(update, sizeof update, "update %d", n);
        send_message(socket, text(topic), text(update));
        printf("%s: %s\n", topic, update);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
