// Majordomo, a client (RFC 7): it asks the broker for a service by its name.
#include "message.h"

enum { TIMEOUT_MS = 2500, RETRIES = 3 };

static const char client_protocol[] = "MDPC01";

static void *open_socket(void *context, const char *broker) {
    void *socket = zmq_socket(context, ZMQ_REQ);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, broker) != 0)
        cannot("connect", broker);
    return socket;
}

int main(int argc, char **argv) {
    const char *usage = "client [BROKER] [SERVICE] [INTERVAL]";
    start(argc, argv, 3, usage);
    const char *broker = argc > 1 ? argv[1] : "{{endpoint.broker}}";
    const char *service = argc > 2 ? argv[2] : "echo";
    int interval = argc > 3 ? number(argv[3], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = open_socket(context, broker);
    int status = EXIT_SUCCESS;
    for (int n = 1; status == EXIT_SUCCESS && pause_ms(interval); n++) {
        char request[32];
        struct message reply;
        snprintf(request, sizeof request, "Hello %d", n);
        send_message(socket, text(client_protocol), text(service), text(request));
        int retry = 0;
        while (!receive_message(socket, &reply, TIMEOUT_MS) && !stopped && retry < RETRIES) {
            printf("no reply, retrying %d of %d\n", ++retry, RETRIES);
            // a REQ that waits for a reply cannot send again: a new one can
            zmq_close(socket);
            socket = open_socket(context, broker);
            send_message(socket, text(client_protocol), text(service), text(request));
        }
        if (reply.count == 3 && is_text(reply.frames[0], client_protocol) &&
            is_text(reply.frames[1], service)) {
            printf("%s -> %s\n", request, reply.frames[2].data);
        } else if (reply.count > 0) {
            fprintf(stderr, "skipped a reply of %zu frames\n", reply.count);
        } else if (!stopped) {
            fputs("the server seems to be gone\n", stderr);
            status = EXIT_FAILURE;
        }
        discard(&reply);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return status;
}
