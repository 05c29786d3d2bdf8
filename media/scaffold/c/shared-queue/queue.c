// Shared queue: deals the requests of all clients out to the workers in turn. ROUTER and DEALER
// pass the envelope on, by which a reply finds its client.
#include "message.h"

static void forward(void *from, void *to) {
    struct message message;
    if (receive_message(from, &message, 0)) {
        send_frames(to, message.count, message.frames);
        discard(&message);
    }
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "queue [FRONTEND] [BACKEND]");
    const char *frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const char *backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    void *context = zmq_ctx_new();
    void *clients = zmq_socket(context, ZMQ_ROUTER);
    void *workers = zmq_socket(context, ZMQ_DEALER);
    int linger = 0;
    zmq_setsockopt(clients, ZMQ_LINGER, &linger, sizeof linger);
    zmq_setsockopt(workers, ZMQ_LINGER, &linger, sizeof linger);
    if (zmq_bind(clients, frontend) != 0)
        cannot("bind", frontend);
    if (zmq_bind(workers, backend) != 0)
        cannot("bind", backend);
    puts("ready");

    while (!stopped) {
        // requests wait in the frontend while no worker has room: replies come through all the same
        int events = 0;
        size_t size = sizeof events;
        zmq_getsockopt(workers, ZMQ_EVENTS, &events, &size);
        bool has_room = events & ZMQ_POLLOUT;
        zmq_pollitem_t items[] = {
            {workers, 0, has_room ? ZMQ_POLLIN : ZMQ_POLLIN | ZMQ_POLLOUT, 0},
            {clients, 0, has_room ? ZMQ_POLLIN : 0, 0},
        };
        zmq_poll(items, 2, PIECE_MS);
        if (items[0].revents & ZMQ_POLLIN)
            forward(workers, clients);
        if (items[1].revents & ZMQ_POLLIN)
            forward(clients, workers);
    }

    zmq_close(workers);
    zmq_close(clients);
    zmq_ctx_term(context);
    return EXIT_SUCCESS;
}
