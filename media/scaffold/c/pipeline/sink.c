// Pipeline, the sink: collects the results of all workers.
#include "message.h"

int main(int argc, char **argv) {
    start(argc, argv, 1, "sink [RESULTS]");
    const char *results = argc > 1 ? argv[1] : "{{endpoint.results}}";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PULL);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, results) != 0)
        cannot("bind", results);
    puts("ready");

    struct message result;
    while (receive_message(socket, &result, -1)) {
        if (is_single(&result))
            puts(result.frames[0].data);
        discard(&result);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
