// CURVE publish-subscribe, the subscriber: it knows the publisher by its public key, and has a key
// of its own.
#include "keys.h"
#include "message.h"

int main(int argc, char **argv) {
    start(argc, argv, 3, "subscriber [DATA] [TOPIC] [KEYS]");
    const char *data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const char *topic = argc > 2 ? argv[2] : "{{topic}}";
    const char *keys = argc > 3 ? argv[3] : "keys";
    char server_key[KEY_SIZE], public_key[KEY_SIZE], secret_key[KEY_SIZE];
    read_key(keys, "server.public", server_key);
    read_key(keys, "client.public", public_key);
    read_key(keys, "client.secret", secret_key);

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_SUB);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server_key, KEY_SIZE) != 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, KEY_SIZE) != 0 ||
        zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, KEY_SIZE) != 0)
        cannot_encrypt();
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, topic, strlen(topic));
    if (zmq_connect(socket, data) != 0)
        cannot("connect", data);

    struct message message;
    for (; receive_message(socket, &message, -1); discard(&message)) {
        if (message.count == 2)
            printf("%s: %s\n", message.frames[0].data, message.frames[1].data);
        else
            fprintf(stderr, "skipped an update of %zu frames\n", message.count);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
