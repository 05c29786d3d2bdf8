// Paranoid Pirate, a worker (RFC 6): it tells the queue that it is there, and looks for the queue
// anew when that one falls silent.
#include "message.h"

enum { HEARTBEAT_MS = 1000, LIVENESS = 3, FIRST_DELAY_MS = 1000, LAST_DELAY_MS = 32000 };

static const char ready[] = "\x01", heartbeat[] = "\x02";

static void *open_socket(void *context, const char *backend, const char *name) {
    void *socket = zmq_socket(context, ZMQ_DEALER);
    int linger = 0;
    zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(socket, ZMQ_ROUTING_ID, name, strlen(name));
    if (zmq_connect(socket, backend) != 0)
        cannot("connect", backend);
    send_message(socket, text(ready));
    return socket;
}

// To be freed.
static char *answer(const char *request, const char *name) {
    if (strncmp(request, "Hello", 5) != 0)
        return formatted("Say Hello");
    return formatted("World%s from %s", request + 5, name);
}

static void handle(const struct message *message, void *socket, const char *name) {
    const struct frame *frames = message->frames;
    if (message->count == 3) {
        // [client, empty, request]
        char *reply = answer(frames[2].data, name);
        send_message(socket, frames[0], text(""), text(reply));
        printf("%s -> %s\n", frames[2].data, reply);
        free(reply);
    } else if (message->count != 1 || !is_text(frames[0], heartbeat)) {
        fprintf(stderr, "skipped a message of %zu frames\n", message->count);
    }
}

int main(int argc, char **argv) {
    const char *usage = "worker [BACKEND] [NAME]";
    start(argc, argv, 2, usage);
    const char *backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const char *name = argc > 2 ? argv[2] : "worker-1";
    if (strlen(name) == 0 || strlen(name) > 255)
        misused(usage);

    void *context = zmq_ctx_new();
    void *socket = open_socket(context, backend, name);
    int delay = FIRST_DELAY_MS;
    int64_t heartbeat_at = now_ms() + HEARTBEAT_MS;
    int64_t gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
    while (!stopped) {
        struct message message;
        if (receive_message(socket, &message, (int)until(heartbeat_at))) {
            handle(&message, socket, name);
            discard(&message);
            delay = FIRST_DELAY_MS;
            gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
        } else if (now_ms() >= gone_at) {
            zmq_close(socket);
            pause_ms(delay);
            delay = delay * 2 < LAST_DELAY_MS ? delay * 2 : LAST_DELAY_MS;
            if (!stopped)
                puts("reconnecting");
            socket = open_socket(context, backend, name);
            gone_at = now_ms() + LIVENESS * HEARTBEAT_MS;
        }
        if (now_ms() >= heartbeat_at) {
            send_message(socket, text(heartbeat));
            heartbeat_at = now_ms() + HEARTBEAT_MS;
        }
    }

    zmq_close(socket);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
