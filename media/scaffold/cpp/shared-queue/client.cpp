// Shared queue, a client: to it the queue is the server.
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "client [FRONTEND] [INTERVAL]";
    start(argc, argv, 2, usage);
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const milliseconds interval{argc > 2 ? number(argv[2], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::req};
    socket.set(zmq::sockopt::linger, 0);
    try {
        socket.connect(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", frontend, error);
    }

    for (int n = 1; pause_for(interval); n++) {
        const auto request = "Hello " + std::to_string(n);
        send_message(socket, {request});
        const auto reply = receive_message(socket);
        if (!reply)
            break;
        if (const auto text = text_of(*reply))
            std::cout << request << " -> " << *text << std::endl;
    }
    return EXIT_SUCCESS;
}
