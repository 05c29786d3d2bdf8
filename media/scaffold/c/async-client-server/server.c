// Asynchronous client and server, the server: a request may have any number of replies.
#include "message.h"
#include "name.h"

int main(int argc, char **argv) {
    start(argc, argv, 1, "server [SERVICE]");
    const char *service = argc > 1 ? argv[1] : "{{endpoint.service}}";

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_ROUTER);
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, service) != 0)
        cannot("bind", service);
    puts("ready");

    static const char prefix[] = "request ";
    struct message message;
    for (; receive_message(socket, &message, -1); discard(&message)) {
        // the ROUTER puts the routing id of the client before what it sent
        if (message.count != 2) {
            fprintf(stderr, "skipped a message of %zu frames\n", message.count);
            continue;
        }
        struct frame client = message.frames[0];
        const char *request = message.frames[1].data;
        if (strncmp(request, prefix, strlen(prefix)) != 0) {
            send_message(socket, client, text("unknown request"));
            continue;
        }
        char name[NAME_SIZE];
        printf("%s: %s\n", printable(client, name), request);
        const char *states[] = {"accepted", "done"};
        for (size_t i = 0; i < 2; i++) {
            char *reply = formatted("%s %s", states[i], request + strlen(prefix));
            send_message(socket, client, text(reply));
            free(reply);
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
