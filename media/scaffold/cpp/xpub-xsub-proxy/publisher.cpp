// XPUB/XSUB proxy, a publisher: it connects to the proxy, so that it knows none of the subscribers.
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "publisher [FRONTEND] [TOPIC] [INTERVAL]";
    start(argc, argv, 3, usage);
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const std::string topic = argc > 2 ? argv[2] : "{{topic}}";
    const milliseconds interval{argc > 3 ? number(argv[3], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::pub};
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.connect(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", frontend, error);
    }

    for (int n = 1; pause_for(interval); n++) {
        const auto update = "update " + std::to_string(n);
        send_message(socket, {topic, update});
        std::cout << topic << ": " << update << std::endl;
    }
    return EXIT_SUCCESS;
}
