// Shared queue: deals the requests of all clients out to the workers in turn. ROUTER and DEALER
// pass the envelope on, by which a reply finds its client.
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 2, "queue [FRONTEND] [BACKEND]");
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const std::string backend = argc > 2 ? argv[2] : "{{endpoint.backend}}";

    zmq::context_t context;
    zmq::socket_t clients{context, zmq::socket_type::router};
    zmq::socket_t workers{context, zmq::socket_type::dealer};
    clients.set(zmq::sockopt::linger, 0);
    workers.set(zmq::sockopt::linger, 0);
    try {
        clients.bind(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", frontend, error);
    }
    try {
        workers.bind(backend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", backend, error);
    }
    std::cout << "ready" << std::endl;

    std::vector<zmq::pollitem_t> items{{workers.handle(), 0, ZMQ_POLLIN, 0},
                                       {clients.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stopped) {
        // requests wait in the frontend while no worker has room: replies come through all the same
        const bool has_room = workers.get(zmq::sockopt::events) & ZMQ_POLLOUT;
        items[0].events = has_room ? ZMQ_POLLIN : ZMQ_POLLIN | ZMQ_POLLOUT;
        items[1].events = has_room ? ZMQ_POLLIN : 0;
        poll(items, piece);
        if (items[0].revents & ZMQ_POLLIN) {
            if (const auto reply = receive_message(workers))
                send_message(clients, frames_of(*reply));
        }
        if (items[1].revents & ZMQ_POLLIN) {
            if (const auto request = receive_message(clients))
                send_message(workers, frames_of(*request));
        }
    }
    return EXIT_SUCCESS;
}
