// Load-balancing broker, a worker: it asks for work by a REQ, whose replies are the requests.
#include "message.hpp"

static std::string answer(std::string_view request, const std::string &name) {
    constexpr std::string_view hello = "Hello";
    if (request.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(request.substr(hello.size())) + " from " + name;
}

int main(int argc, char **argv) {
    const auto usage = "worker [BACKEND] [NAME]";
    start(argc, argv, 2, usage);
    const std::string backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const std::string name = argc > 2 ? argv[2] : "worker-1";
    if (name.empty() || name.size() > 255)
        misused(usage);

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::req};
    // the last reply has this long to leave
    socket.set(zmq::sockopt::linger, 500);
    // the name by which the broker's ROUTER knows this worker
    socket.set(zmq::sockopt::routing_id, name);
    try {
        socket.connect(backend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", backend, error);
    }

    send_message(socket, {"READY"});
    while (const auto message = receive_message(socket)) {
        if (message->size() != 3) {
            std::cerr << "skipped a request of " << message->size() << " frames\n";
            // a REQ has to send before it can receive again
            send_message(socket, {"READY"});
            continue;
        }
        const auto client = message->at(0).to_string_view();
        const auto request = message->at(2).to_string_view();
        const auto reply = answer(request, name);
        send_message(socket, {client, "", reply});
        std::cout << request << " -> " << reply << std::endl;
    }
    return EXIT_SUCCESS;
}
