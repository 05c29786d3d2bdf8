// Paranoid Pirate, a worker (RFC 6): it tells the queue that it is there, and looks for the queue
// anew when that one falls silent.
#include "message.hpp"

#include <algorithm>

constexpr milliseconds heartbeat_interval{1000};
constexpr int liveness = 3;
constexpr milliseconds first_delay{1000};
constexpr milliseconds last_delay{32000};
constexpr std::string_view ready = "\x01";
constexpr std::string_view heartbeat = "\x02";

static zmq::socket_t open_socket(zmq::context_t &context, const std::string &backend,
                                 const std::string &name) {
    zmq::socket_t socket{context, zmq::socket_type::dealer};
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::routing_id, name);
    socket.connect(backend);
    send_message(socket, {ready});
    return socket;
}

static std::string answer(std::string_view request, const std::string &name) {
    constexpr std::string_view hello = "Hello";
    if (request.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(request.substr(hello.size())) + " from " + name;
}

static void handle(const Message &message, zmq::socket_ref socket, const std::string &name) {
    if (message.size() == 3) {
        // [client, empty, request]
        const auto request = message[2].to_string_view();
        const auto reply = answer(request, name);
        send_message(socket, {message[0].to_string_view(), "", reply});
        std::cout << request << " -> " << reply << std::endl;
    } else if (message.size() != 1 || message.front().to_string_view() != heartbeat) {
        std::cerr << "skipped a message of " << message.size() << " frames\n";
    }
}

int main(int argc, char **argv) {
    const auto usage = "worker [BACKEND] [NAME]";
    start(argc, argv, 2, usage);
    const std::string backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const std::string name = argc > 2 ? argv[2] : "worker-1";
    if (name.empty() || name.size() > 255)
        misused(usage);

    zmq::context_t context;
    zmq::socket_t socket;
    try {
        socket = open_socket(context, backend, name);
    } catch (const zmq::error_t &error) {
        return cannot("connect", backend, error);
    }

    auto delay = first_delay;
    auto heartbeat_at = Clock::now() + heartbeat_interval;
    auto gone_at = Clock::now() + liveness * heartbeat_interval;
    while (!stopped) {
        if (const auto message = receive_message(socket, heartbeat_at)) {
            handle(*message, socket, name);
            delay = first_delay;
            gone_at = Clock::now() + liveness * heartbeat_interval;
        } else if (Clock::now() >= gone_at) {
            socket.close();
            if (!pause_for(delay))
                break;
            delay = std::min(delay * 2, last_delay);
            std::cout << "reconnecting" << std::endl;
            socket = open_socket(context, backend, name);
            gone_at = Clock::now() + liveness * heartbeat_interval;
        }
        if (Clock::now() >= heartbeat_at) {
            send_message(socket, {heartbeat});
            heartbeat_at = Clock::now() + heartbeat_interval;
        }
    }
    return EXIT_SUCCESS;
}
