// Load-balancing broker: gives each request to the worker that has been idle for the longest time.
#include "message.h"

// The names of the idle workers, each once; the one that waits the longest comes first.
static void add(struct message *idle, struct frame worker) {
    for (size_t i = 0; i < idle->count; i++) {
        struct frame other = idle->frames[i];
        if (other.size == worker.size && memcmp(other.data, worker.data, other.size) == 0)
            return;
    }
    append(idle, copy_of(worker.data, worker.size));
}

static struct frame take_first(struct message *idle) {
    struct frame first = idle->frames[0];
    idle->count--;
    memmove(idle->frames, idle->frames + 1, idle->count * sizeof first);
    return first;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "broker [FRONTEND] [BACKEND]");
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const char *backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    void *context = zmq_ctx_new();
    void *clients = zmq_socket(context, ZMQ_ROUTER);
    void *workers = zmq_socket(context, ZMQ_ROUTER);
    int linger = 0;
    zmq_setsockopt(clients, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(workers, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(clients, frontend) != 0)
        cannot("bind", frontend);
    if (zmq_bind(workers, backend) != 0)
        cannot("bind", backend);
    puts("ready");

    struct message idle = {0};
    while (!stopped) {
        // requests wait in the frontend while no worker is idle
        zmq_pollitem_t items[] = {
            {workers, 0, ZMQ_POLLIN, 0},
            {clients, 0, idle.count > 0 ? ZMQ_POLLIN : 0, 0},
        };
        zmq_poll(items, 2, PIECE_MS);
        struct message message;
        if (items[0].revents & ZMQ_POLLIN && receive_message(workers, &message, 0)) {
            struct frame *frames = message.frames;
            if (message.count == 3 && is_text(frames[2], "READY")) {
                add(&idle, frames[0]);
                puts("worker ready");
            } else if (message.count == 5) {
                // [worker, empty, client, empty, reply]
                send_frames(clients, 3, frames + 2);
                add(&idle, frames[0]);
            } else {
                fprintf(stderr, "skipped a worker's message of %zu frames\n", message.count);
            }
            discard(&message);
        }
        if (items[1].revents & ZMQ_POLLIN && receive_message(clients, &message, 0)) {
            struct frame *frames = message.frames;
            if (message.count == 3) {
                struct frame worker = take_first(&idle);
                send_message(workers, worker, text(""), frames[0], text(""), frames[2]);
                free(worker.data);
            } else {
                fprintf(stderr, "skipped a client's message of %zu frames\n", message.count);
            }
            discard(&message);
        }
    }

    discard(&idle);
    zmq_close(workers);
    zmq_close(clients);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
