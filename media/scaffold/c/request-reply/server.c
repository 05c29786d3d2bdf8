// Request-reply, the server: answers each request before it takes the next one.
#include "message.h"

// To be freed.
static char *answer(const char *request) {
    if (strncmp(request, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s", request + 5);
}

int main(int argc, char **argv) {
    start(argc, argv, 1, "server [SERVICE]");
    const char *service = argc > 1 ? argv[1] : "{{endpoint.service}}";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_REP);
    // the last reply has this long to leave
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, service) != 0)
        cannot("bind", service);
    puts("ready");

    struct message request;
    for (; receive_message(socket, &request, -1); discard(&request)) {
        if (!is_single(&request)) {
            // a REP has to answer before it can receive again
            send_message(socket, text("Say Hello"));
            continue;
        }
        char *reply = answer(request.frames[0].data);
        send_message(socket, text(reply));
        printf("%s -> %s\n", request.frames[0].data, reply);
        free(reply);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
