// Majordomo, a worker (RFC 7): it offers a service to the broker, and answers its requests.
#include "message.h"

enum { HEARTBEAT_MS = 1000, LIVENESS = 3 };

static const char worker_protocol[] = "MDPW01";
static const char ready[] = "\x01", request[] = "\x02", reply[] = "\x03";
static const char heartbeat[] = "\x04", disconnect[] = "\x05";

static void *open_socket(void *context, const char *broker, const char *service) {
    void *socket = zmq_socket(context, ZMQ_DEALER);
    int linger = 500;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_connect(socket, broker) != 0)
        cannot("connect", broker);
    // a DEALER writes the empty frame itself that a REQ would write
    send_message(socket, text(""), text(worker_protocol), text(ready), text(service));
    return socket;
}

// To be freed.
static char *answer(const char *asked) {
    if (strncmp(asked, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s", asked + 5);
}

// False when the broker wants to see READY again.
static bool handle(const struct message *message, void *socket) {
    const struct frame *frames = message->frames;
    if (message->count < 3 || frames[0].size > 0 || !is_text(frames[1], worker_protocol)) {
        fprintf(stderr, "skipped a message of %zu frames\n", message->count);
    } else if (message->count == 6 && is_text(frames[2], request)) {
        // [empty, protocol, REQUEST, client, empty, request]
        char *answered = answer(frames[5].data);
        send_message(socket, text(""), text(worker_protocol), text(reply), frames[3], text(""),
                     text(answered));
        printf("%s -> %s\n", frames[5].data, answered);
        free(answered);
    } else if (is_text(frames[2], disconnect)) {
        return false;
    } else if (!is_text(frames[2], heartbeat)) {
        fputs("skipped an unknown command\n", stderr);
    }
    return true;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "worker [BROKER] [SERVICE]");
    const char *broker = argc > 1 ? argv[1] : "{{endpoint.broker}}";
    const char *service = argc > 2 ? argv[2] : "echo";

    void *context = zmq_ctx_new();
    void *socket = open_socket(context, broker, service);
    int64_t heartbeat_at = now_ms() + HEARTBEAT_MS;
    int64_t gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
    while (!stopped) {
        struct message message;
        bool is_connected = true;
        if (receive_message(socket, &message, (int)until(heartbeat_at))) {
            is_connected = handle(&message, socket);
            discard(&message);
            gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
        }
        if (!is_connected || now_ms() >= gone_at) {
            puts("reconnecting");
            zmq_close(socket);
            socket = open_socket(context, broker, service);
            gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
        }
        if (now_ms() >= heartbeat_at) {
            send_message(socket, text(""), text(worker_protocol), text(heartbeat));
            heartbeat_at = now_ms() + HEARTBEAT_MS;
        }
    }

    send_message(socket, text(""), text(worker_protocol), text(disconnect));
    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
