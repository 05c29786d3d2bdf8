// Lazy Pirate, the client: it waits for a reply only so long, and asks again a few times.
#include "message.h"

static void *open_socket(void *context, const char *service) {
    void *socket = zmq_socket(context, ZMQ_REQ);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, service) != 0)
        cannot("connect", service);
    return socket;
}

int main(int argc, char **argv) {
    const char *usage = "client [SERVICE] [TIMEOUT] [RETRIES] [INTERVAL]";
    start(argc, argv, 4, usage);
    const char *service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    int timeout = argc > 2 ? number(argv[2], usage) : 2500;
    int retries = argc > 3 ? number(argv[3], usage) : 3;
    int interval = argc > 4 ? number(argv[4], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = open_socket(context, service);
    int status = EXIT_SUCCESS;
    for (int n = 1; status == EXIT_SUCCESS && pause_ms(interval); n++) {
        char request[32];
        struct message reply;
        snprintf(request, sizeof request, "Hello %d", n);
        send_message(socket, text(request));
        int retry = 0;
        while (!receive_message(socket, &reply, timeout) && !stopped && retry < retries) {
            printf("no reply, retrying %d of %d\n", ++retry, retries);
            // a REQ that waits for a reply cannot send again: a new one can
            zmq_close(socket);
            socket = open_socket(context, service);
            send_message(socket, text(request));
        }
        if (reply.count > 0) {
            if (is_single(&reply))
                printf("%s -> %s\n", request, reply.frames[0].data);
            discard(&reply);
        } else if (!stopped) {
            fputs("the server seems to be gone\n", stderr);
            status = EXIT_FAILURE;
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return status;
}
