// CURVE request-reply, the client: it knows the server by its public key, and has a key of its own.
#include "keys.h"
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "client [SERVICE] [INTERVAL] [KEYS]";
    start(argc, argv, 3, usage);
    const char *service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    int interval = argc > 2 ? number(argv[2], usage) : 1000;
    const char *keys = argc > 3 ? argv[3] : "keys";
    char server_key[KEY_SIZE], public_key[KEY_SIZE], secret_key[KEY_SIZE];
    read_key(keys, "server.public", server_key);
    read_key(keys, "client.public", public_key);
    read_key(keys, "client.secret", secret_key);

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_REQ);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server_key, KEY_SIZE) != 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, KEY_SIZE) != 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, KEY_SIZE) != 0)
        cannot_encrypt();
    if (zmq_connect(socket, service) != 0)
        cannot("connect", service);

    for (int n = 1; pause_ms(interval); n++) {
        char request[32];
        struct message reply;
        snprintf(request, sizeof request, "Hello %d", n);
        send_message(socket, text(request));
        if (receive_message(socket, &reply, -1)) {
            if (is_single(&reply))
                printf("%s -> %s\n", request, reply.frames[0].data);
            discard(&reply);
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
