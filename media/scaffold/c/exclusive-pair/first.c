// Exclusive pair, the first: it binds, and speaks first. A PAIR has one peer at a time.
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "first [LINK] [INTERVAL]";
    start(argc, argv, 2, usage);
    const char *link = argc > 1 ? argv[1] : "{{endpoint.link}}";
    int interval = argc > 2 ? number(argv[2], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PAIR);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, link) != 0)
        cannot("bind", link);
    puts("ready");

    for (int n = 1; pause_ms(interval); n++) {
        char ping[32];
        struct message pong;
        snprintf(ping, sizeof ping, "ping %d", n);
        // without a peer this waits
        if (send_message(socket, text(ping)) && receive_message(socket, &pong, -1)) {
            if (is_single(&pong))
                printf("%s -> %s\n", ping, pong.frames[0].data);
            discard(&pong);
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
