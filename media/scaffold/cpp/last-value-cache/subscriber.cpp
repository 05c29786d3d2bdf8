// Last value cache, a subscriber: it has the last value at once, however old that is.
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 2, "subscriber [BACKEND] [TOPIC]");
    const std::string backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const std::string topic = argc > 2 ? argv[2] : "{{topic}}";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::sub};
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::subscribe, topic);
    try {
        socket.connect(backend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", backend, error);
    }

    while (const auto message = receive_message(socket)) {
        if (message->size() == 2)
            std::cout << message->at(0).to_string_view() << ": " << message->at(1).to_string_view()
                      << std::endl;
        else
            std::cerr << "skipped an update of " << message->size() << " frames\n";
    }
    return EXIT_SUCCESS;
}
