// Binary Star, a client: it turns to the other server when the one it asks does not answer.
#include "message.h"

enum { TIMEOUT_MS = 1000, SETTLE_MS = 2000 };

static void *open_socket(void *context, const char *endpoint) {
    void *socket = zmq_socket(context, ZMQ_REQ);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, endpoint) != 0)
        cannot("connect", endpoint);
    return socket;
}

int main(int argc, char **argv) {
    const char *usage = "client [PRIMARY] [BACKUP] [INTERVAL]";
    start(argc, argv, 3, usage);
    const char *primary = argc > 1 ? argv[1] : "{{endpoint.primary}}";
    const char *backup = argc > 2 ? argv[2] : "{{endpoint.backup}}";
    int interval = argc > 3 ? number(argv[3], usage) : 1000;

    void *context = zmq_ctx_new();
    const char *server = primary;
    void *socket = open_socket(context, server);
    for (int n = 1; pause_ms(interval); n++) {
        char request[32];
        struct message reply;
        snprintf(request, sizeof request, "Hello %d", n);
        send_message(socket, text(request));
        while (!receive_message(socket, &reply, TIMEOUT_MS) && !stopped) {
            // the other server has to see first that its peer is gone
            if (!pause_ms(SETTLE_MS))
                break;
            server = server == primary ? backup : primary;
            printf("failing over to %s\n", server);
            zmq_close(socket);
            socket = open_socket(context, server);
            send_message(socket, text(request));
        }
        if (reply.count > 0) {
            if (is_single(&reply))
                printf("%s -> %s\n", request, reply.frames[0].data);
            discard(&reply);
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
