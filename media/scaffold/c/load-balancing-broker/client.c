// Load-balancing broker, a client: to it the broker is the server.
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "client [FRONTEND] [INTERVAL]";
    start(argc, argv, 2, usage);
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    int interval = argc > 2 ? number(argv[2], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_REQ);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, frontend) != 0)
        cannot("connect", frontend);

    for (int n = 1; pause_ms(interval); n++) {
        char request[32];
        struct message reply;
        snprintf(request, sizeof request, "Hello %d", n);
        send_message(socket, text(request));
        if (receive_message(socket, &reply, -1)) {
            if (is_single(&reply))
                printf("%s -> %s\n", request, reply.frames[0].data);
            discard(&reply);
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
