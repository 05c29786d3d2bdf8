// Exclusive pair, the second: it connects, and answers.
#include "message.hpp"

int main(int argc, char **argv) {
    start(argc, argv, 1, "second [LINK]");
    const std::string link = argc > 1 ? argv[1] : "{{endpoint.link}}";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::pair};
    // the last answer has this long to leave
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.connect(link);
    } catch (const zmq::error_t &error) {
        return cannot("connect", link, error);
    }

    constexpr std::string_view prefix = "ping ";
    while (const auto message = receive_message(socket)) {
        const auto ping = text_of(*message);
        if (!ping)
            continue;
        if (ping->substr(0, prefix.size()) != prefix) {
            std::cerr << "not a ping: " << *ping << '\n';
            continue;
        }
        const auto pong = "pong " + std::string(ping->substr(prefix.size()));
        if (send_message(socket, {pong}))
            std::cout << *ping << " -> " << pong << std::endl;
    }
    return EXIT_SUCCESS;
}
