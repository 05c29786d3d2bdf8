// Exclusive pair, the first: it binds, and speaks first. A PAIR has one peer at a time.
#include "message.hpp"

int main(int argc, char **argv) {
    const auto usage = "first [LINK] [INTERVAL]";
    start(argc, argv, 2, usage);
    const std::string link = argc > 1 ? argv[1] : "{{endpoint.link}}";
    const milliseconds interval{argc > 2 ? number(argv[2], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::pair};
    socket.set(zmq::sockopt::linger, 0);
    try {
        socket.bind(link);
    } catch (const zmq::error_t &error) {
        return cannot("bind", link, error);
    }
    std::cout << "ready" << std::endl;

    for (int n = 1; pause_for(interval); n++) {
        const auto ping = "ping " + std::to_string(n);
        // without a peer this waits
        send_message(socket, {ping});
        const auto pong = receive_message(socket);
        if (!pong)
            break;
        if (const auto text = text_of(*pong))
            std::cout << ping << " -> " << *text << std::endl;
    }
    return EXIT_SUCCESS;
}
