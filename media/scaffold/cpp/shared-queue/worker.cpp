// Shared queue, a worker: a server that connects, so that there can be any number of them.
#include "message.hpp"

static std::string answer(std::string_view request, const std::string &name) {
    constexpr std::string_view hello = "Hello";
    if (request.substr(0, hello.size()) != hello)
        return "Say Hello";
    return "World" + std::string(request.substr(hello.size())) + " from " + name;
}

int main(int argc, char **argv) {
    start(argc, argv, 2, "worker [BACKEND] [NAME]");
    const std::string backend = argc > 1 ? argv[1] : "{{endpoint.backend}}";
    const std::string name = argc > 2 ? argv[2] : "worker-1";

    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::rep};
    // the last reply has this long to leave
    socket.set(zmq::sockopt::linger, 500);
    try {
        socket.connect(backend);
    } catch (const zmq::error_t &error) {
        return cannot("connect", backend, error);
    }

    while (const auto message = receive_message(socket)) {
        const auto request = text_of(*message);
        if (!request) {
            // a REP has to answer before it can receive again
            send_message(socket, {"Say Hello"});
            continue;
        }
        const auto reply = answer(*request, name);
        send_message(socket, {reply});
        std::cout << *request << " -> " << reply << std::endl;
    }
    return EXIT_SUCCESS;
}
