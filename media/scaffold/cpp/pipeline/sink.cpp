// Pipeline, the sink: collects the results of all workers.
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 1, "sink [RESULTS]");
    const std::string results = argc > 1 ? argv[1] : "{{endpoint.results}}";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::pull};
    socket.set(zmq::sockopt::linger, 0);
    try {
        socket.bind(results);
    } catch (const zmq::error_t &error) {
        return cannot("bind", results, error);
    }
    std::cout << "ready" << std::endl;

    while (const auto result = receive_message(socket)) {
        if (const auto text = text_of(*result))
            std::cout << *text << std::endl;
    }
    return EXIT_SUCCESS;
}
