// Last value cache, the publisher: updates of five sensors in turn.
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "publisher [FRONTEND] [INTERVAL]";
    start(argc, argv, 2, usage);
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const milliseconds interval{argc > 2 ? number(argv[2], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::pub};
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.bind(frontend);
    } catch (const zmq::error_t &error) {
        return cannot("bind", frontend, error);
    }
    std::cout << "ready" << std::endl;

    for (int n = 1; pause_for(interval); n++) {
        const auto topic = "sensor." + std::to_string((n - 1) % 5 + 1);
        const auto value = "value " + std::to_string(n);
        send_message(socket, {topic, value});
        std::cout << topic << ": " << value << std::endl;
    }
    return EXIT_SUCCESS;
}
