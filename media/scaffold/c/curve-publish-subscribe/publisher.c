// CURVE publish-subscribe, the publisher: publishes to one client, whose public key it knows.
#include "keys.h"
#include "message.h"
#include "zap.h"

int main(int argc, char **argv) {
    const char *usage = "publisher [DATA] [TOPIC] [INTERVAL] [KEYS]";
    start(argc, argv, 4, usage);
    const char *data = argc > 1 ? argv[1] : "{{endpoint.data}}";
    const char *topic = argc > 2 ? argv[2] : "{{topic}}";
    int interval = argc > 3 ? number(argv[3], usage) : 1000;
    const char *keys = argc > 4 ? argv[4] : "keys";
    char secret_key[KEY_SIZE], client_key[KEY_SIZE];
    read_key(keys, "server.secret", secret_key);
    read_key(keys, "client.public", client_key);

    void *context = zmq_ctx_new();
    // libzmq asks here whom to let in: this comes before the publisher's bind
    void *handler = zmq_socket(context, ZMQ_REP);
    int linger = 0;
    zmq_setsockopt(handler, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(handler, "inproc://zeromq.zap.01") != 0)
        cannot("bind", "inproc://zeromq.zap.01");

    void *publisher = zmq_socket(context, ZMQ_PUB);
    int server = 1, publisher_linger = 500;
    zmq_setsockopt(publisher, ZMQ_LINGER, &publisher_linger, sizeof publisher_linger);
    if (zmq_setsockopt(publisher, ZMQ_CURVE_SERVER, &server, sizeof server) != 0 ||
        zmq_setsockopt(publisher, ZMQ_CURVE_SECRETKEY, secret_key, KEY_SIZE) != 0 ||
        zmq_setsockopt(publisher, ZMQ_ZAP_DOMAIN, "global", 6) != 0)
        cannot_encrypt();
    if (zmq_bind(publisher, data) != 0)
        cannot("bind", data);
    puts("ready");

    for (int n = 1; !stopped; n++) {
        int64_t next = now_ms() + interval;
        while (!stopped && now_ms() < next) {
            zmq_pollitem_t item = {handler, 0, ZMQ_POLLIN, 0};
            if (zmq_poll(&item, 1, until(next)) > 0)
                answer_zap(handler, client_key);
        }
        if (stopped)
            break;
        char update[32];
        snprintf(update, sizeof update, "update %d", n);
        send_message(publisher, text(topic), text(update));
        printf("%s: %s\n", topic, update);
    }

    zmq_close(publisher);
    zmq_close(handler);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
