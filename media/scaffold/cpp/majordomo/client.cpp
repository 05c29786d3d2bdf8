// Majordomo, a client (RFC 7): it asks the broker for a service by its name.
#include "message.hpp"

constexpr milliseconds timeout{2500};
constexpr int retries = 3;
constexpr std::string_view client_protocol = "MDPC01";

static zmq::socket_t open_socket(zmq::context_t &context, const std::string &broker) {
    zmq::socket_t socket{context, zmq::socket_type::req};
    socket.set(zmq::sockopt::linger, 0);
    socket.connect(broker);
    return socket;
}

int main(int argc, char **argv) {
    const auto usage = "client [BROKER] [SERVICE] [INTERVAL]";
    start(argc, argv, 3, usage);
    const std::string broker = argc > 1 ? argv[1] : "{{endpoint.broker}}";
    const std::string service = argc > 2 ? argv[2] : "echo";
    const milliseconds interval{argc > 3 ? number(argv[3], usage) : 1000};

    zmq::context_t context;
    zmq::socket_t socket;
    try {
        socket = open_socket(context, broker);
    } catch (const zmq::error_t &error) {
        return cannot("connect", broker, error);
    }

    for (int n = 1; pause_for(interval); n++) {
        const auto request = "Hello " + std::to_string(n);
        send_message(socket, {client_protocol, service, request});
        auto reply = receive_message(socket, Clock::now() + timeout);
        for (int retry = 1; !reply && !stopped && retry <= retries; retry++) {
            std::cout << "no reply, retrying " << retry << " of " << retries << std::endl;
            // a REQ that waits for a reply cannot send again: a new one can
            socket = open_socket(context, broker);
            send_message(socket, {client_protocol, service, request});
            reply = receive_message(socket, Clock::now() + timeout);
        }
        if (stopped)
            break;
        if (!reply) {
            std::cerr << "the server seems to be gone\n";
            return EXIT_FAILURE;
        }
        const auto frames = frames_of(*reply);
        if (frames.size() == 3 && frames[0] == client_protocol && frames[1] == service)
            std::cout << request << " -> " << frames[2] << std::endl;
        else
            std::cerr << "skipped a reply of " << frames.size() << " frames\n";
    }
    return EXIT_SUCCESS;
}
