// Asynchronous client and server, the client: it sends without waiting for replies.
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "client [SERVICE] [NAME] [INTERVAL]";
    start(argc, argv, 3, usage);
    const char *service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    const char *name = argc > 2 ? argv[2] : "client-1";
    int interval = argc > 3 ? number(argv[3], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_DEALER);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    // the name by which the server's ROUTER knows this client
    if (zmq_setsockopt(socket, ZMQ_ROUTING_ID, name, strlen(name)) != 0)
        misused(usage);
    if (zmq_connect(socket, service) != 0)
        cannot("connect", service);

    for (int n = 1; !stopped; n++) {
        struct message reply;
        int64_t next = now_ms() + interval;
        for (int64_t left = interval; left >= 0 && receive_message(socket, &reply, (int)left);) {
            if (is_single(&reply))
                puts(reply.frames[0].data);
            discard(&reply);
            left = next - now_ms();
        }
        char request[32];
        snprintf(request, sizeof request, "request %d", n);
        if (!stopped)
            send_message(socket, text(request));
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
