// Shared queue, a worker: a server that connects, so that there can be any number of them.
#include "message.h"

// To be freed.
static char *answer(const char *request, const char *name) {
    if (strncmp(request, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s from %s", request + 5, name);
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "worker [BACKEND] [NAME]");
    const char *backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const char *name = argc > 2 ? argv[2] : "worker-1";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_REP);
    // the last reply has this long to leave
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, backend) != 0)
        cannot("connect", backend);

    struct message request;
    for (; receive_message(socket, &request, -1); discard(&request)) {
        if (!is_single(&request)) {
            // a REP has to answer before it can receive again
            send_message(socket, text("Say Hello"));
            continue;
        }
        char *reply = answer(request.frames[0].data, name);
        send_message(socket, text(reply));
        printf("%s -> %s\n", request.frames[0].data, reply);
        free(reply);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
