// Binary Star, a client: it turns to the other server when the one it asks does not answer.
#include "message.hpp"

constexpr milliseconds timeout{1000};
constexpr milliseconds settle_time{2000};

static zmq::socket_t open_socket(zmq::context_t &context, const std::string &server) {
    zmq::socket_t socket{context, zmq::socket_type::req};
    socket.set(zmq::sockopt::linger, 0);
    socket.connect(server);
    return socket;
}

int main(int argc, char **argv) {
    const auto usage = "client [PRIMARY] [BACKUP] [INTERVAL]";
    start(argc, argv, 3, usage);
    const std::string primary = argc > 1 ? argv[1] : "{{endpoint.primary}}";
    const std::string backup = argc > 2 ? argv[2] : "{{endpoint.backup}}";
    const milliseconds interval{argc > 3 ? number(argv[3], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket;
    bool is_at_primary = true;
    const auto server = [&] { return is_at_primary ? primary : backup; };
    try {
        socket = open_socket(context, server());
        for (int n = 1; pause_for(interval); n++) {
            const auto request = "Hello " + std::to_string(n);
            send_message(socket, {request});
            auto reply = receive_message(socket, Clock::now() + timeout);
            // in the pause the other server sees that its peer is gone
            while (!reply && pause_for(settle_time)) {
                is_at_primary = !is_at_primary;
                std::cout << "failing over to " << server() << std::endl;
                socket = open_socket(context, server());
                send_message(socket, {request});
                reply = receive_message(socket, Clock::now() + timeout);
            }
            if (reply)
                if (const auto text = text_of(*reply))
                    std::cout << request << " -> " << *text << std::endl;
        }
    } catch (const zmq::error_t &error) {
        return cannot("connect", server(), error);
    }
    return EXIT_SUCCESS;
}
