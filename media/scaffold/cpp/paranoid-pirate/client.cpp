// Paranoid Pirate, a client: it waits for a reply only so long, and asks again a few times.
#include "message.hpp"

static zmq::socket_t open_socket(zmq::context_t &context, const std::string &frontend) {
    zmq::socket_t socket{context, zmq::socket_type::req};
    socket.set(zmq::sockopt::linger, 0);
    socket.connect(frontend);
    return socket;
}

int main(int argc, char **argv) {
    const auto usage = "client [FRONTEND] [TIMEOUT] [RETRIES] [INTERVAL]";
    start(argc, argv, 4, usage);
    const std::string frontend = argc > 1 ? argv[1] : "{{endpoint.frontend}}";
    const milliseconds timeout{argc > 2 ? number(argv[2], usage) : 2500};
    const int retries = argc > 3 ? number(argv[3], usage) : 3;
    const milliseconds interval{argc > 4 ? number(argv[4], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket;
    try {
        socket = open_socket(context, frontend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", frontend, error);
    }

    for (int n = 1; pause_for(interval); n++) {
        const auto request = "Hello " + std::to_string(n);
        send_message(socket, {request});
        auto reply = receive_message(socket, Clock::now() + timeout);
        for (int retry = 1; !reply && !stopped && retry <= retries; retry++) {
            std::cout << "no reply, retrying " << retry << " of " << retries << std::endl;
            // a REQ that waits for a reply cannot send again: a new one can
            socket = open_socket(context, frontend);
            send_message(socket, {request});
            reply = receive_message(socket, Clock::now() + timeout);
        }
        if (reply) {
            if (const auto text = text_of(*reply))
                std::cout << request << " -> " << *text << std::endl;
        } else if (!stopped) {
            std::cerr << "the server seems to be gone\n";
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
