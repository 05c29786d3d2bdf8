// Majordomo, a worker (RFC 7): it offers a service to the broker, and answers its requests.
#include "message.hpp"

constexpr milliseconds heartbeat_interval{1000};
constexpr int liveness = 3;
constexpr std::string_view worker_protocol = "MDPW01";
constexpr std::string_view ready = "\x01";
constexpr std::string_view request = "\x02";
constexpr std::string_view reply = "\x03";
constexpr std::string_view heartbeat = "\x04";
constexpr std::string_view disconnect = "\x05";

static zmq::socket_t open_socket(zmq::context_t &context, const std::string &broker,
                                 const std::string &service) {
    zmq::socket_t socket{context, zmq::socket_type::dealer};
    socket.set(zmq::sockopt::linger, 500);
    socket.connect(broker);
    // a DEALER writes the empty frame itself that a REQ would write
    send_message(socket, {"", worker_protocol, ready, service});
    return socket;
}

static std::string answer(std::string_view asked) {
    constexpr std::string_view hello = "Hello";
    if (asked.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(asked.substr(hello.size()));
}

// False when the broker wants to see READY again.
static bool handle(const Message &message, zmq::socket_ref socket) {
    const auto frames = frames_of(message);
    if (frames.size() < 3 || !frames[0].empty() || frames[1] != worker_protocol) {
        std::cerr << "skipped a message of " << frames.size() << " frames\n";
    } else if (frames.size() == 6 && frames[2] == request) {
        // [empty, protocol, REQUEST, client, empty, request]
        const auto answered = answer(frames[5]);
        send_message(socket, {"", worker_protocol, reply, frames[3], "", answered});
        std::cout << frames[5] << " -> " << answered << std::endl;
    } else if (frames[2] == disconnect) {
        return false;
    } else if (frames[2] != heartbeat) {
        std::cerr << "skipped an unknown command\n";
    }
    return true;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "worker [BROKER] [SERVICE]");
    const std::string broker = argc > 1 ? argv[1] : "{{endpoint.broker}}";
    const std::string service = argc > 2 ? argv[2] : "echo";

    zmq::context_t context;
    zmq::socket_t socket;
    try {
        socket = open_socket(context, broker, service);
    } catch (const zmq::error_t &error) {
        return cannot("connect", broker, error);
    }

    auto heartbeat_at = Clock::now() + heartbeat_interval;
    auto gone_at = Clock::now() + liveness * heartbeat_interval;
    while (!stopped) {
        bool is_connected = true;
        if (const auto message = receive_message(socket, heartbeat_at)) {
            is_connected = handle(*message, socket);
            gone_at = Clock::now() + liveness * heartbeat_interval;
        }
        if (!is_connected || Clock::now() >= gone_at) {
            std::cout << "reconnecting" << std::endl;
            socket = open_socket(context, broker, service);
            gone_at = Clock::now() + liveness * heartbeat_interval;
        }
        if (Clock::now() >= heartbeat_at) {
            send_message(socket, {"", worker_protocol, heartbeat});
            heartbeat_at = Clock::now() + heartbeat_interval;
        }
    }
    send_message(socket, {"", worker_protocol, disconnect});
    return EXIT_SUCCESS;
}
