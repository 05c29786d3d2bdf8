// Asynchronous client and server, the client: it sends without waiting for replies.
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "client [SERVICE] [NAME] [INTERVAL]";
    start(argc, argv, 3, usage);
    const std::string service = argc > 1 ? argv[1] : "{{endpoint.service}}";
    const std::string name = argc > 2 ? argv[2] : "client-1";
    const milliseconds interval{argc > 3 ? number(argv[3], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::dealer};
    socket.set(zmq::sockopt::linger, 0);
    try {
        // the name by which the server's ROUTER knows this client
        socket.set(zmq::sockopt::routing_id, name);
    } catch (const zmq::error_t &) {
        misused(usage);
    }
    try {
        socket.connect(service);
    } catch (const zmq::error_t &error) {
        return cannot("connect", service, error);
    }

    for (int n = 1; !stopped; n++) {
        const auto next = Clock::now() + interval;
        while (const auto reply = receive_message(socket, next)) {
            if (const auto text = text_of(*reply))
                std::cout << *text << std::endl;
        }
        if (!stopped)
            send_message(socket, {"request " + std::to_string(n)});
    }
    return EXIT_SUCCESS;
}
