// CURVE request-reply, the server: answers one client, whose public key it knows.
#include "keys.h"
#include "message.h"
#include "zap.h"

// To be freed.
static char *answer(const char *request) {
    if (strncmp(request, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s", request + 5);
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "server [SERVICE] [KEYS]");
    const char *service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    const char *keys = argc > 2 ? argv[2] : "keys";
    char secret_key[KEY_SIZE], client_key[KEY_SIZE];
    read_key(keys, "server.secret", secret_key);
    read_key(keys, "client.public", client_key);

    void *context = zmq_ctx_new();
    // libzmq asks here whom to let in: this comes before the server's bind
    void *handler = zmq_socket(context, ZMQ_REP);
    int linger = 0;
    zmq_setsockopt(handler, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(handler, "inproc://zeromq.zap.01") != 0)
        cannot("bind", "inproc://zeromq.zap.01");

    void *socket = zmq_socket(context, ZMQ_REP);
    int server = 1, server_linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &server_linger, sizeof server_linger);
    if (zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &server, sizeof server) != 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, KEY_SIZE) != 0 ||
        zmq_setsockopt(socket, ZMQ_ZAP_DOMAIN, "global", 6) != 0)
        cannot_encrypt();
    if (zmq_bind(socket, service) != 0)
        cannot("bind", service);
    puts("ready");

    while (!stopped) {
        zmq_pollitem_t items[] = {{handler, 0, ZMQ_POLLIN, 0}, {socket, 0, ZMQ_POLLIN, 0}};
        zmq_poll(items, 2, PIECE_MS);
        if (items[0].revents & ZMQ_POLLIN)
            answer_zap(handler, client_key);
        struct message request;
        if (items[1].revents & ZMQ_POLLIN && receive_message(socket, &request, 0)) {
            if (is_single(&request)) {
                char *reply = answer(request.frames[0].data);
                send_message(socket, text(reply));
                printf("%s -> %s\n", request.frames[0].data, reply);
                free(reply);
            } else {
                // a REP has to answer before it can receive again
                send_message(socket, text("Say Hello"));
            }
            discard(&request);
        }
    }

    zmq_close(socket);
    zmq_close(handler);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
