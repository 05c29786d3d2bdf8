// Last value cache, a subscriber: it has the last value at once, however old that is.
#include "message.h"

int main(int argc, char **argv) {
    start(argc, argv, 2, "subscriber [BACKEND] [TOPIC]");
    const char *backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const char *topic = argc > 2 ? argv[2] : "{{topic}}";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_SUB);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, topic, strlen(topic));
    if (zmq_connect(socket, backend) != 0)
        cannot("connect", backend);

    struct message message;
    for (; receive_message(socket, &message, -1); discard(&message)) {
        if (message.count == 2)
            printf("%s: %s\n", message.frames[0].data, message.frames[1].data);
        else
            fprintf(stderr, "skipped an update of %zu frames\n", message.count);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
