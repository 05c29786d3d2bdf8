// Load-balancing broker, a worker: it asks for work by a REQ, whose replies are the requests.
#include "message.h"

// To be freed.
static char *answer(const char *request, const char *name) {
    if (strncmp(request, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s from %s", request + 5, name);
}

int main(int argc, char **argv) {
    const char *usage = "worker [BACKEND] [NAME]";
    start(argc, argv, 2, usage);
    const char *backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const char *name = argc > 2 ? argv[2] : "worker-1";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_REQ);
    // the last reply has this long to leave
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    // the name by which the broker's ROUTER knows this worker
    if (zmq_setsockopt(socket, ZMQ_ROUTING_ID, name, strlen(name)) != 0)
        misused(usage);
    if (zmq_connect(socket, backend) != 0)
        cannot("connect", backend);

    send_message(socket, text("READY"));
    struct message work;
    for (; receive_message(socket, &work, -1); discard(&work)) {
        if (work.count != 3) {
            fprintf(stderr, "skipped a request of %zu frames\n", work.count);
            // a REQ has to send before it can receive again
            send_message(socket, text("READY"));
            continue;
        }
        struct frame client = work.frames[0];
        const char *request = work.frames[2].data;
        char *reply = answer(request, name);
        send_message(socket, client, text(""), text(reply));
        printf("%s -> %s\n", request, reply);
        free(reply);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
