// Last value cache, the publisher: updates of five sensors in turn.
#include "message.h"

int main(int argc, char **argv) {
    const char *usage = "publisher [FRONTEND] [INTERVAL]";
    start(argc, argv, 2, usage);
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    int interval = argc > 2 ? number(argv[2], usage) : 1000;

    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PUB);
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(socket, frontend) != 0)
        cannot("bind", frontend);
    puts("ready");

    for (int n = 1; pause_ms(interval); n++) {
        char topic[32], value[32];
        snprintf(topic, sizeof topic, "sensor.%d", (n - 1) % 5 + 1);
        snprintf(value, sizeof value, "value %d", n);
        send_message(socket, text(topic), text(value));
        printf("%s: %s\n", topic, value);
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
