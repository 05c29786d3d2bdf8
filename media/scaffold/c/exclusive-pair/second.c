// Exclusive pair, the second: it connects, and answers.
#include "message.h"

int main(int argc, char **argv) {
    start(argc, argv, 1, "second [LINK]");
    const char *link = argc > 1 ? argv[1] : "{{endpoint.link}}";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PAIR);
    // the last answer has this long to leave
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, link) != 0)
        cannot("connect", link);

    struct message message;
    for (; receive_message(socket, &message, -1); discard(&message)) {
        if (!is_single(&message))
            continue;
        const char *ping = message.frames[0].data;
        if (strncmp(ping, "ping ", 5) != 0) {
            fprintf(stderr, "not a ping: %s\n", ping);
            continue;
        }
        char *pong = formatted("pong %s", ping + 5);
        if (send_message(socket, text(pong)))
            printf("%s -> %s\n", ping, pong);
        free(pong);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
